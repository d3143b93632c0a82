package com.neighborbid.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/// `docker-compose.yml`, read as far as our tests look at it.
final class ComposeFile {
  private final Map<String, Map<String, Object>> services;
  private final Map<String, Object> volumes;

  private ComposeFile(Map<String, Object> root) {
    services = map(root.get("services"));
    volumes = map(root.get("volumes"));
  }

  static ComposeFile read() {
    return new ComposeFile(new Yaml().load(Repository.read("docker-compose.yml")));
  }

  List<String> parts() {
    return List.copyOf(services.keySet());
  }

  boolean has(String part) {
    return services.containsKey(part);
  }

  String image(String part) {
    return String.valueOf(services.get(part).get("image"));
  }

  Optional<String> dockerfile(String part) {
    return Optional.ofNullable(services.get(part).get("build"))
        .map(build -> ComposeFile.<Object>map(build).get("dockerfile").toString());
  }

  Map<String, String> environment(String part) {
    Map<String, String> environment = new TreeMap<>();
    ComposeFile.<Object>map(services.get(part).getOrDefault("environment", Map.of()))
        .forEach((name, value) -> environment.put(name, String.valueOf(value)));
    return environment;
  }

  List<String> command(String part) {
    return strings(services.get(part).get("command"));
  }

  List<String> publishedPorts(String part) {
    return strings(services.get(part).get("ports"));
  }

  List<String> volumesOf(String part) {
    return strings(services.get(part).get("volumes"));
  }

  List<String> declaredVolumes() {
    return List.copyOf(volumes.keySet());
  }

  boolean hasMemoryLimit(String part) {
    return services.get(part).containsKey("mem_limit");
  }

  boolean hasHealthcheck(String part) {
    return services.get(part).containsKey("healthcheck");
  }

  /// What a part waits for, with the condition it waits for.
  Map<String, String> waitsFor(String part) {
    Map<String, String> conditions = new TreeMap<>();
    ComposeFile.<Map<String, Object>>map(services.get(part).getOrDefault("depends_on", Map.of()))
        .forEach((other, how) -> conditions.put(other, String.valueOf(how.get("condition"))));
    return conditions;
  }

  @SuppressWarnings("unchecked") // YAML knows no types
  private static <T> Map<String, T> map(Object value) {
    return (Map<String, T>) value;
  }

  private static List<String> strings(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : Stream.<String>empty().toList();
  }
}
