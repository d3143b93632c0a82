package com.neighborbid.servers.wire;

import java.util.ArrayList;
import java.util.List;

/// What is sent and what has to come back.
///
/// @param name begins with the number of Autobahn's section
/// @param sent all frames, in one go or chopped
/// @param answers as [Frame#toString()] shows them, in order
/// @param closedWith the code with which the service has to end it; 0 where it has no reason to,
///   then the client closes with 1000
record ConformanceCase(String name, List<Frame> sent, List<String> answers, int closedWith) {
  static final int PROTOCOL_ERROR = 1002;
  static final int INVALID_TEXT = 1007;

  ConformanceCase {
    sent = List.copyOf(sent);
    answers = List.copyOf(answers);
  }

  /// Begins a case in which nothing is answered.
  static ConformanceCase when(String name, Frame... sent) {
    return new ConformanceCase(name, List.of(sent), List.of(), 0);
  }

  static ConformanceCase when(String name, List<Frame> sent) {
    return new ConformanceCase(name, sent, List.of(), 0);
  }

  /// The same with these answers after those before.
  ConformanceCase answers(Frame... more) {
    List<String> all = new ArrayList<>(answers);
    for (Frame answer : more) {
      all.add(answer.toString());
    }
    return new ConformanceCase(name, sent, all, closedWith);
  }

  /// The service ends it with this code.
  ConformanceCase closes(int code) {
    return new ConformanceCase(name, sent, answers, code);
  }

  byte[] bytes() {
    return Bytes.join(sent.stream().map(Frame::bytes).toArray(byte[][]::new));
  }

  @Override
  public String toString() {
    return name;
  }
}
