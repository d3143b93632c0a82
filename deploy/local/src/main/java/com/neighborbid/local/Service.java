package com.neighborbid.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The five services in the order of their start; they stop the other way round.
///
/// The heaps are caps that keep the whole stack below 3 GB, see `docs/architecture.md`. That of
/// realtime is one for 100,000 viewers; with few it stays as small as the others.
public enum Service {
  USER(Part.USER, 192, Optional.of("nb_user")),
  WALLET(Part.WALLET, 256, Optional.of("nb_wallet")),
  AUCTION(Part.AUCTION, 384, Optional.of("nb_auction")),
  REALTIME(Part.REALTIME, 640, Optional.empty()),
  GATEWAY(Part.GATEWAY, 256, Optional.empty());

  private final Part part;
  private final int heapMb;
  private final Optional<String> database;

  Service(Part part, int heapMb, Optional<String> database) {
    this.part = part;
    this.heapMb = heapMb;
    this.database = database;
  }

  /// The service of this name, such as `auction`.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Service named(String name) {
    return Stream.of(values())
        .filter(service -> service.label().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such service: " + name));
  }

  /// Its short name, such as `auction`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Part part() {
    return part;
  }

  /// The most its heap may take, in MB.
  public int heapMb() {
    return heapMb;
  }

  /// The database it owns, if it has one.
  public Optional<String> database() {
    return database;
  }

  /// Its Maven module.
  public String module() {
    return label() + "-service";
  }

  /// Its executable jar in a built tree.
  ///
  /// @throws StackException if it has not been built
  Path jar(Path home) {
    Path target = home.resolve(module()).resolve("target");
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      List<Path> jars =
          files
              .filter(file -> file.getFileName().toString().matches(module() + "-[0-9].*\\.jar"))
              .toList();
      if (jars.size() == 1) {
        return jars.getFirst();
      }
      throw new StackException(
          jars.isEmpty()
              ? "%s is not built: no %s-*.jar in %s; run `make build`"
                  .formatted(label(), module(), target)
              : "more than one jar of %s: %s; run `mvn clean`".formatted(label(), jars));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + target, e);
    }
  }
}
