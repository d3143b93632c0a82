package com.neighborbid.servers.wire;

import java.util.ArrayList;
import java.util.List;

/// Messages of a dialect as frames, for the classes that hold cases.
class Talk {
  final Dialect dialect;
  private final List<ConformanceCase> cases = new ArrayList<>();

  Talk(Dialect dialect) {
    this.dialect = dialect;
  }

  final void add(ConformanceCase one) {
    cases.add(one);
  }

  final List<ConformanceCase> added() {
    return List.copyOf(cases);
  }

  /// A short message.
  final Frame hello() {
    return message("Hello");
  }

  final Frame message(String content) {
    return Frame.text(dialect.message(content));
  }

  /// A message of exactly so many bytes, but at least what goes around every content.
  final Frame message(int length) {
    int around = dialect.message("").length();
    return message("*".repeat(Math.max(0, length - around)));
  }

  /// What the service says to the message in this frame.
  final Frame answer(Frame message) {
    return Frame.text(dialect.answer(message.text()));
  }

  /// The message in a frame, in pieces of so many bytes.
  static List<Frame> inParts(Frame message, int size) {
    List<byte[]> pieces = Bytes.pieces(message.payload(), size);
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      Frame part = Frame.of(i == 0 ? message.opcode() : Frame.CONTINUATION, pieces.get(i));
      frames.add(i < pieces.size() - 1 ? part.unfinished() : part);
    }
    return frames;
  }

  /// A case about a binary message, which not every service takes.
  final ConformanceCase binary(ConformanceCase sent, Frame answer) {
    int code = dialect.closesBinaryWith();
    return code == 0 ? sent.answers(answer) : sent.closes(code);
  }
}
