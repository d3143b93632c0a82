package com.neighborbid.local;

import com.neighborbid.servers.ServerException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// `make run`: starts the stack and keeps it until Ctrl-C or SIGTERM, which stop all of it.
public final class Launcher {
  private static final String LOGGING = "com/neighborbid/local/launcher-logback.xml";

  private Launcher() {}

  public static void main(String[] arguments) throws InterruptedException {
    logQuietly();
    try {
      LocalStack stack = LocalStack.open(StackOptions.fromEnvironment(System.getenv()));
      AtomicInteger exitCode = new AtomicInteger();
      stopInOrder(stack, exitCode);
      try {
        stack.startEverything();
      } catch (RuntimeException e) {
        exitCode.set(1);
        throw e;
      }
      announce(stack);
      stack.supervise();
      new CountDownLatch(1).await();
    } catch (StackException | ServerException e) {
      if (!isEnding()) {
        System.err.println("NeighborBid did not start.\n" + e.getMessage());
        System.exit(1);
      }
      new CountDownLatch(1).await();
    }
  }

  /// Not by a logback.xml, which would also speak for the tests that use this module.
  static void logQuietly() {
    System.setProperty("logback.configurationFile", LOGGING);
  }

  private static void announce(LocalStack stack) {
    System.out.println("  Address  " + stack.gatewayUrl());
    System.out.println("  Logs     " + stack.options().log("auction").getParent());
    System.out.println("  Ctrl-C stops everything.");
  }

  /// A stop that was asked for is a success, whatever number the signal would give.
  private static void stopInOrder(LocalStack stack, AtomicInteger exitCode) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stack.close();
                  System.out.flush();
                  Runtime.getRuntime().halt(exitCode.get());
                },
                "stop-in-order"));
  }

  private static boolean isEnding() {
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException _) {
      return true;
    }
  }
}
