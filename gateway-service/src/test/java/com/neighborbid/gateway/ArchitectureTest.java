package com.neighborbid.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.gateway.archviolations.PackagePath;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.netty.channel.ChannelHandler;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.web.reactive.error.ErrorWebExceptionHandler;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The rules of the gateway's construction. Each is also held against planted violations, because a
/// rule that was never red may say nothing.
class ArchitectureTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("com.neighborbid.gateway");
  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages(PackagePath.NAME);

  private static final Map<String, ArchRule> RULES =
      Map.of(
          "an event loop never blocks",
          noClasses()
              .should()
              .callMethodWhere(
                  com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                          com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With
                              .owner(assignableTo(Mono.class).or(assignableTo(Flux.class))))
                      .and(
                          com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                              com.tngtech.archunit.core.domain.properties.HasName.Predicates
                                  .nameStartingWith("block")))),
          "nobody sleeps",
          noClasses().should().callMethod(Thread.class, "sleep", long.class),
          "the wall clock decides nothing",
          noClasses()
              .should()
              .callMethod(Instant.class, "now")
              .orShould()
              .callMethod(System.class, "currentTimeMillis"),
          "ids come from one place",
          noClasses().should().callMethod(UUID.class, "randomUUID"),
          "settings are bound in one place",
          classes()
              .that()
              .areAnnotatedWith(ConfigurationProperties.class)
              .should()
              .resideInAPackage("..gateway.config"),
          "adapters are hidden",
          classes()
              .that()
              .areAssignableTo(WebFilter.class)
              .or()
              .areAssignableTo(HttpHeadersFilter.class)
              .or()
              .areAssignableTo(ErrorWebExceptionHandler.class)
              .or()
              .areAssignableTo(ChannelHandler.class)
              .should()
              .notBePublic(),
          "the gateway keeps no data and knows no other service",
          noClasses()
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(
                  "java.sql..",
                  "org.apache.kafka..",
                  "redis.clients..",
                  "com.neighborbid.user..",
                  "com.neighborbid.wallet..",
                  "com.neighborbid.auction..",
                  "com.neighborbid.realtime.."),
          "what every request passes knows no routes",
          noClasses()
              .that()
              .resideOutsideOfPackages(
                  "..gateway.routing..",
                  "..gateway.websocket..",
                  "..gateway.health..",
                  "..gateway.apidocs..",
                  "..gateway.reads..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("..gateway.routing.."));

  static Stream<String> rules() {
    return RULES.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isKept(String rule) {
    RULES.get(rule).check(OURS);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isRedForAPlantedViolation(String rule) {
    assertThat(RULES.get(rule).evaluate(PLANTED).hasViolation()).isTrue();
  }

  @Test
  void packagesDependOnEachOtherInOneDirection() {
    slices().matching("com.neighborbid.gateway.(*)..").should().beFreeOfCycles().check(OURS);
  }
}
