package com.neighborbid.local;

import com.neighborbid.servers.ServerException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/// Runs everything once after a build, with the demo data, so that each process of Java can write
/// down what its next starts need (JDK 25's AOT cache, JEP 514 and 515): a service is then ready
/// again in a fraction of the time and CPU, which after a crash is the time that bidders wait.
///
/// No more than that: after much bidding the caches name so many hot methods that compiling them
/// takes the next start half as long again.
public final class Training {
  /// Writing it takes each process half a minute, and all of them do it at once.
  static final Duration STOP_LIMIT = Duration.ofMinutes(10);

  private Training() {}

  public static void main(String[] arguments) {
    Launcher.logQuietly();
    StackOptions options =
        StackOptions.forTests().withDemoData(true).withProgress(System.out::println).withTraining();
    try {
      Infrastructure.forgetKafkaClasses(options);
      caches(options).forEach(SharedClasses::untrain);
      play(options);
      if (!caches(options).allMatch(SharedClasses::isTrained)) {
        throw new StackException("not every process has written its cache");
      }
    } catch (StackException | ServerException | UncheckedIOException e) {
      System.err.println("Starts stay slow: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void play(StackOptions options) {
    try (LocalStack _ = LocalStack.start(options)) {
      System.out.println("  Every process writes down what its next starts need");
    }
  }

  private static Stream<SharedClasses> caches(StackOptions options) {
    return Arrays.stream(Service.values())
        .map(service -> UnpackedJar.of(service.jar(options.home()), true))
        .flatMap(jar -> jar.sharedClasses().stream());
  }
}
