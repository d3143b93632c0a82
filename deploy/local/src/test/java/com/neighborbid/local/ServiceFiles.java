package com.neighborbid.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a service says about itself: its `application.yml` and its `pom.xml`.
record ServiceFiles(Service service, String application, String pom, String sources) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(NB_[A-Z_]+):?([^}]*)}");
  private static final Pattern PORT = Pattern.compile("port: \\$\\{NB_PORT:(\\d+)}");

  static ServiceFiles of(Service service) {
    return new ServiceFiles(
        service,
        Repository.read(service.module() + "/src/main/resources/application.yml"),
        Repository.read(service.module() + "/pom.xml"),
        sources(service.module()) + sources("common"));
  }

  /// The environment variables it reads, with their defaults.
  Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    Matcher matcher = VARIABLE.matcher(application + sources);
    while (matcher.find()) {
      variables.put(matcher.group(1), matcher.group(2));
    }
    return variables;
  }

  Optional<Integer> defaultPort() {
    Matcher matcher = PORT.matcher(application);
    return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }

  private static String sources(String module) {
    return Repository.files().stream()
        .filter(file -> file.startsWith(module + "/src/main/java/"))
        .map(Repository::read)
        .collect(Collectors.joining("\n"));
  }

  /// Whether it answers `/actuator/health/readiness`, by Spring Boot or by code of its own.
  boolean answersReadiness() {
    boolean boot =
        Pattern.compile("include: [^\\n]*health").matcher(application).find()
            && Pattern.compile("probes:\\s+enabled: true").matcher(application).find();
    return boot || sources.contains("\"/actuator/health");
  }

  /// The variables whose default points to this machine, so that they must be set in a container,
  /// except the service's own address.
  List<String> variablesPointingHere() {
    return variables().entrySet().stream()
        .filter(entry -> entry.getValue().matches(".*(127\\.0\\.0\\.1|localhost):\\d+.*"))
        .map(Map.Entry::getKey)
        .filter(name -> !name.equals("NB_" + service + "_URL"))
        .toList();
  }
}
