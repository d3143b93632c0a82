package com.neighborbid.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// The files of this JVM's test servers, and the promise that neither they nor the servers outlive
/// it: they go with the JVM, or, where it was killed, with the next one that opens such a folder.
record TestFolder(Path path, List<ManagedProcess> processes) {
  private static final String PREFIX = "test-servers-";

  static TestFolder open() {
    Path home = Unpacked.home();
    try {
      Files.createDirectories(home);
      sweep(home);
      Path folder = home.resolve(PREFIX + ProcessHandle.current().pid());
      Files.createDirectories(folder);
      new PidFile(folder.resolve("owner.pid"), "java").write(ProcessHandle.current());
      TestFolder opened = new TestFolder(folder, new CopyOnWriteArrayList<>());
      Runtime.getRuntime().addShutdownHook(new Thread(opened::close, "stop-test-servers"));
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + home, e);
    }
  }

  void stopAtExit(ManagedProcess process) {
    processes.add(process);
  }

  // Nobody needs the data any more: killing is the fastest way out.
  private void close() {
    processes.forEach(ManagedProcess::kill);
    TemporaryFolders.delete(path);
  }

  private static void sweep(Path home) throws IOException {
    try (Stream<Path> folders = Files.list(home)) {
      folders
          .filter(folder -> folder.getFileName().toString().startsWith(PREFIX))
          .filter(folder -> new PidFile(folder.resolve("owner.pid"), "java").running().isEmpty())
          .forEach(TestFolder::sweepFolder);
    }
  }

  private static void sweepFolder(Path folder) {
    for (String server : List.of("postgres", "kafka", "redis")) {
      new PidFile(folder.resolve(server + ".pid"), folder.toString())
          .running()
          .ifPresent(ManagedProcess::killTree);
    }
    TemporaryFolders.delete(folder);
  }
}
