package com.neighborbid.bench.reference;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// What readers are compared with: a proxy before a server that has one answer of 1 KB.
public interface Reference extends AutoCloseable {
  /// The answer: 1,024 characters.
  String ANSWER = "{\"answer\":\"" + "x".repeat(1_011) + "\"}";

  /// nginx where this machine has it, as the goal says; else the same made with Netty.
  ///
  /// @param folder for its configuration and log
  /// @throws IOException if it does not start
  static Reference start(Path folder) throws IOException {
    Optional<Path> nginx = Nginx.program(System.getenv().getOrDefault("PATH", ""));
    return nginx.isPresent() ? Nginx.start(nginx.get(), folder) : new Netty(BareProcess.proxy());
  }

  /// What it is, in words.
  String name();

  int port();

  default URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  @Override
  void close();

  /// @param process a [BareProxy]
  record Netty(BareProcess process) implements Reference {
    @Override
    public String name() {
      return "a bare proxy made with Netty, because there is no nginx on this machine";
    }

    @Override
    public int port() {
      return process.port();
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
