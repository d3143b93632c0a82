package com.neighborbid.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a service says about itself: its `application.yml` and its `pom.xml`.
record ServiceFiles(Service service, String application, String pom) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(NB_[A-Z_]+):?([^}]*)}");
  private static final Pattern PORT =
      Pattern.compile("server:\\s+(?:\\S.*\\s+)*?port: \\$\\{NB_PORT:(\\d+)}");

  static ServiceFiles of(Service service) {
    return new ServiceFiles(
        service,
        Repository.read(service.module() + "/src/main/resources/application.yml"),
        Repository.read(service.module() + "/pom.xml"));
  }

  /// The environment variables it reads, with their defaults.
  Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    Matcher matcher = VARIABLE.matcher(application);
    while (matcher.find()) {
      variables.put(matcher.group(1), matcher.group(2));
    }
    return variables;
  }

  Optional<Integer> defaultPort() {
    Matcher matcher = PORT.matcher(application);
    return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }

  /// The variables whose default points to this machine, so that they must be set in a container.
  List<String> variablesPointingHere() {
    return variables().entrySet().stream()
        .filter(entry -> entry.getValue().matches(".*(127\\.0\\.0\\.1|localhost):\\d+.*"))
        .map(Map.Entry::getKey)
        .toList();
  }
}
