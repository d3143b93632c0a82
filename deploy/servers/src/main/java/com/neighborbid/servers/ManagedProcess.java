package com.neighborbid.servers;

import com.neighborbid.servers.ProcessSpec.Signal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One child process that can be started, stopped, killed, frozen and started again.
///
/// On Linux the child gets a session of its own, so that Ctrl-C in a terminal reaches only its
/// parent, which then stops its children in the right order. A child left behind by a parent that
/// was killed is found by its pid file at the next start, and stopped.
public final class ManagedProcess {
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
  private static final long TAIL_BYTES = 64 * 1024;
  private static final Duration LEFTOVER_LIMIT = Duration.ofSeconds(20);

  private final ProcessSpec spec;
  private final PidFile pidFile;
  private @Nullable Process process;

  public ManagedProcess(ProcessSpec spec) {
    this.spec = spec;
    this.pidFile = new PidFile(spec.pidFile(), spec.marker());
  }

  /// Starts the process; one left behind by a killed parent is stopped first.
  ///
  /// @throws ServerException if it already runs or its program cannot be started
  public synchronized void start() {
    if (isAlive()) {
      throw new ServerException(spec.name() + " is already running");
    }
    stopLeftover();
    ProcessBuilder builder = new ProcessBuilder(inOwnSession(spec.command()));
    builder.environment().putAll(spec.environment());
    try {
      Files.createDirectories(spec.log().toAbsolutePath().getParent());
      Process started =
          builder
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      process = started;
      pidFile.write(started.toHandle());
    } catch (IOException e) {
      throw new ServerException("cannot start " + spec.name() + ": " + e.getMessage(), e);
    }
  }

  /// Stops what a parent that was killed left behind; answers whether there was something.
  public synchronized boolean stopLeftover() {
    return pidFile
        .running()
        .map(
            leftover -> {
              stopHandle(leftover, LEFTOVER_LIMIT);
              pidFile.delete();
              return true;
            })
        .orElse(false);
  }

  /// Asks the process to end, waits up to `limit`, then kills it. Does nothing if it does not run.
  /// Answers whether it ended in order, or had ended before.
  public synchronized boolean stop(Duration limit) {
    if (process == null) {
      return true;
    }
    boolean inOrder = stopHandle(process.toHandle(), limit);
    pidFile.delete();
    return inOrder;
  }

  /// Ends the process and all it started at once (SIGKILL) and waits until they are gone.
  public synchronized void kill() {
    if (process != null) {
      killTree(process.toHandle());
      pidFile.delete();
    }
  }

  /// Freezes the process and all it started (SIGSTOP) until [#resume()]. The process itself first,
  /// so that it starts no more.
  public void freeze() {
    signal(pid(), Signal.STOP);
    signalChildren(Signal.STOP);
  }

  /// Wakes a frozen process and all it started (SIGCONT).
  public void resume() {
    signalChildren(Signal.CONT);
    signal(pid(), Signal.CONT);
  }

  /// The workers of PostgreSQL are processes of their own.
  private void signalChildren(Signal signal) {
    ProcessHandle.of(pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .forEach(child -> signal(child.pid(), signal));
  }

  public synchronized boolean isAlive() {
    // The kernel is asked: the process object hears of the end a moment later.
    return process != null && process.toHandle().isAlive();
  }

  /// The process id.
  ///
  /// @throws ServerException if it was never started
  public synchronized long pid() {
    if (process == null) {
      throw new ServerException(spec.name() + " was not started");
    }
    return process.pid();
  }

  /// Completes when the running process ends; already completed where none was started.
  public synchronized CompletableFuture<?> onExit() {
    return process == null ? CompletableFuture.completedFuture(null) : process.onExit();
  }

  /// The last `count` lines of the log, as far as they lie in its last 64 KB.
  public List<String> logTail(int count) {
    try (RandomAccessFile log = new RandomAccessFile(spec.log().toFile(), "r")) {
      long start = Math.max(0, log.length() - TAIL_BYTES);
      byte[] end = new byte[(int) (log.length() - start)];
      log.seek(start);
      log.readFully(end);
      List<String> lines = new String(end, StandardCharsets.ISO_8859_1).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException _) {
      return List.of();
    }
  }

  public ProcessSpec spec() {
    return spec;
  }

  private boolean stopHandle(ProcessHandle handle, Duration limit) {
    if (!handle.isAlive()) {
      return true;
    }
    // A frozen process would not notice that it shall end.
    signal(handle.pid(), Signal.CONT);
    signal(handle.pid(), spec.stopSignal());
    if (Waiting.until(limit, () -> !handle.isAlive())) {
      return true;
    }
    killTree(handle);
    return false;
  }

  static void killTree(ProcessHandle root) {
    List<ProcessHandle> tree = new ArrayList<>(root.descendants().toList());
    tree.addFirst(root);
    tree.forEach(ProcessHandle::destroyForcibly);
    if (!Waiting.until(KILL_LIMIT, () -> tree.stream().noneMatch(ProcessHandle::isAlive))) {
      throw new ServerException("a killed process does not end, pid " + root.pid());
    }
  }

  private static void signal(long pid, Signal signal) {
    try {
      // The shell's own `kill` is there even where the program of that name is not.
      int code = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).start().waitFor();
      if (code != 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
        throw new ServerException("cannot send " + signal + " to pid " + pid);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send " + signal + " to pid " + pid, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while signalling pid " + pid, e);
    }
  }

  private static List<String> inOwnSession(List<String> command) {
    return Programs.find("setsid")
        .map(
            setsid -> {
              List<String> wrapped = new ArrayList<>(command);
              wrapped.addFirst(setsid.toString());
              return wrapped;
            })
        .orElse(command);
  }
}
