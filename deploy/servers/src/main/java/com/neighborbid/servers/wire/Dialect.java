package com.neighborbid.servers.wire;

/// What a service under test understands and answers, so that the same cases serve an echo and a
/// room.
public interface Dialect {
  /// The shortest message and all that goes around a content.
  String message(String content);

  /// What the service answers to a message.
  String answer(String message);

  /// The code that a binary message is closed with; 0 where it is echoed.
  int closesBinaryWith();

  /// The code that a message of more than [#longest()] bytes is closed with.
  int closesTooLongWith();

  /// The most bytes of a message.
  default int longest() {
    return 8 * 1024;
  }

  /// Whether the service says this by itself, in answer to nothing.
  default boolean isAside(String text) {
    return false;
  }

  /// Whether the service answers messages from here on.
  ///
  /// @param said everything it has said by itself so far; empty at first
  default boolean isReady(String said) {
    return true;
  }

  /// An echo of text and binary messages.
  record Echo() implements Dialect {
    @Override
    public String message(String content) {
      return content;
    }

    @Override
    public String answer(String message) {
      return message;
    }

    @Override
    public int closesBinaryWith() {
      return 0;
    }

    @Override
    public int closesTooLongWith() {
      return 1009;
    }
  }
}
