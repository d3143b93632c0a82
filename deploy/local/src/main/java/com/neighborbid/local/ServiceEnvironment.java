package com.neighborbid.local;

import com.neighborbid.servers.PostgresServer;
import java.util.HashMap;
import java.util.Map;

/// The variables by which a service finds its own place and all the others.
final class ServiceEnvironment {
  private ServiceEnvironment() {}

  static Map<String, String> of(Service service, String instance, int port, StackOptions options) {
    Map<String, String> environment = new HashMap<>();
    environment.put("NB_PORT", "" + port);
    environment.put("NB_INSTANCE", instance + "-" + port);
    environment.put("NB_KAFKA", "127.0.0.1:" + options.port(Part.KAFKA));
    environment.put("NB_REDIS", "127.0.0.1:" + options.port(Part.REDIS));
    for (Service other : Service.values()) {
      environment.put(
          "NB_" + other.name() + "_URL", "http://127.0.0.1:" + options.port(other.part()));
    }
    service
        .database()
        .ifPresent(
            database -> {
              environment.put(
                  "NB_DB_URL",
                  "jdbc:postgresql://127.0.0.1:" + options.port(Part.POSTGRES) + "/" + database);
              environment.put("NB_DB_USER", PostgresServer.USER);
              environment.put("NB_DB_PASSWORD", PostgresServer.PASSWORD);
            });
    if (service == Service.AUCTION) {
      environment.put("NB_IMAGES_DIR", options.data().resolve("images").toString());
    }
    // Many small heaps of the C library would cost more memory than they save time.
    environment.put("MALLOC_ARENA_MAX", "2");
    environment.putAll(options.environment());
    environment.putAll(options.wiring().variables(service));
    return environment;
  }
}
