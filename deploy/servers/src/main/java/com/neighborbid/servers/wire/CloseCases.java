package com.neighborbid.servers.wire;

import static com.neighborbid.servers.wire.ConformanceCase.INVALID_TEXT;
import static com.neighborbid.servers.wire.ConformanceCase.PROTOCOL_ERROR;
import static com.neighborbid.servers.wire.ConformanceCase.when;

import java.util.List;

/// Section 7: the goodbye. A client's close is answered with the same code, and nothing after it is
/// heard.
final class CloseCases extends Talk {
  private static final List<Integer> VALID =
      List.of(
          1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000,
          4400, 4999);
  private static final List<Integer> INVALID =
      List.of(0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535);

  CloseCases(Dialect dialect) {
    super(dialect);
  }

  List<ConformanceCase> all() {
    handshakes();
    bodies();
    for (int code : VALID) {
      add(when("7.7 close " + code, close(code, "")));
      add(when("7.7 close " + code + " with a reason", close(code, "because")));
    }
    for (int code : INVALID) {
      add(when("7.9 close " + code, close(code, "")).closes(PROTOCOL_ERROR));
      add(
          when("7.9 close " + code + " with a reason", close(code, "because"))
              .closes(PROTOCOL_ERROR));
    }
    return added();
  }

  private void handshakes() {
    Frame goodbye = close(1000, "");
    add(when("7.1.1 message, then close", hello(), goodbye).answers(answer(hello())));
    add(when("7.1.2 close twice", goodbye, goodbye));
    add(when("7.1.3 ping after close", goodbye, Frame.ping("late")));
    add(when("7.1.4 message after close", goodbye, hello()));
    add(when("7.1.5 close between parts, then the rest", hello().unfinished(), goodbye, last()));
    add(
        when("7.1.6 large message, close, message", message(8000), goodbye, hello(), hello())
            .answers(answer(message(8000))));
    add(when("7.1.6 nonsense after close", goodbye, hello().reserved(7).unmasked()));
  }

  private void bodies() {
    add(when("7.3.1 close without a code", Frame.of(Frame.CLOSE, new byte[0])));
    add(
        when("7.3.2 close of one byte", Frame.of(Frame.CLOSE, new byte[] {3}))
            .closes(PROTOCOL_ERROR));
    add(when("7.3.4 close with a reason", close(1000, "Hello, world!")));
    add(when("7.3.5 close with the longest reason", close(1000, "*".repeat(123))));
    add(
        when("7.3.6 close with too long a reason", close(1000, "*".repeat(124)))
            .closes(PROTOCOL_ERROR));
    add(when("7.5 close with a Korean reason", close(1000, "잘 있어요")));
    for (String hex : List.of("ce ba e1 bd b9 cf 83 ce bc ce b5 ed a0 80", "ff", "c3", "c0 80")) {
      add(
          when("7.5.1 close with the reason " + hex, Frame.close(1000, Bytes.hex(hex)))
              .closes(INVALID_TEXT));
    }
  }

  private static Frame close(int code, String reason) {
    return Frame.close(code, Bytes.utf8(reason));
  }

  private static Frame last() {
    return Frame.of(Frame.CONTINUATION, Bytes.utf8("rest"));
  }
}
