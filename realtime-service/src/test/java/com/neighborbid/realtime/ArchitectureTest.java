package com.neighborbid.realtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What may know what. Every rule is also shown a planted violation, so that none is blind.
class ArchitectureTest {
  private static final String ROOT = "com.neighborbid.realtime";

  private static final JavaClasses SERVICE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages(ROOT + ".planted");

  static Stream<Arguments> rules() {
    return Stream.of(
            classes()
                .that()
                .resideInAPackage("..realtime..room..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "com.neighborbid.common.contract..",
                    "com.neighborbid.common.error..",
                    "..realtime..protocol..",
                    "..realtime..room..")
                .as("rooms know no sockets, no Redis, no Spring"),
            classes()
                .that()
                .resideInAPackage("..realtime..protocol..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "com.fasterxml.jackson.core..",
                    "com.neighborbid.common.contract..",
                    "com.neighborbid.common.error..",
                    "com.neighborbid.common.web..",
                    "..realtime..protocol..")
                .as("the protocol knows only values and JSON"),
            noClasses()
                .that()
                .resideInAnyPackage(
                    "..realtime..bids..", "..realtime..chat..", "..realtime..people..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "redis..", "org.springframework..", "feign..")
                .as("bids, chat and people know no sockets, no Redis, no Spring"),
            noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".config", ROOT + ".auction")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .as("Spring stays in the wiring and at the HTTP client"),
            noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".netty")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .as("Netty stays in its package"),
            noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".redis", ROOT + ".config")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("redis.clients..")
                .as("Jedis stays in its package"),
            noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .as("the time comes from the one clock"),
            noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".netty")
                .should()
                .callMethod(UUID.class, "randomUUID")
                .as("ids are made at the edge"),
            slices()
                .matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .as("packages know each other in one direction"))
        .map(rule -> Arguments.argumentSet(rule.getDescription(), rule));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(SERVICE);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void noticesAPlantedViolation(ArchRule rule) {
    assertThat(rule.evaluate(PLANTED).hasViolation()).isTrue();
  }
}
