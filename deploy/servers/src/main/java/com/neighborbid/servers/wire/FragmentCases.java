package com.neighborbid.servers.wire;

import static com.neighborbid.servers.wire.ConformanceCase.PROTOCOL_ERROR;
import static com.neighborbid.servers.wire.ConformanceCase.when;

import java.util.ArrayList;
import java.util.List;

/// Section 5: messages in parts.
final class FragmentCases extends Talk {
  FragmentCases(Dialect dialect) {
    super(dialect);
  }

  List<ConformanceCase> all() {
    proper();
    withPingsBetween();
    outOfOrder();
    return added();
  }

  private void proper() {
    Frame long200 = message(200);
    for (int size : new int[] {100, 64, 7, 1}) {
      add(when("5 text in parts of " + size, inParts(long200, size)).answers(answer(long200)));
    }
    Frame none = Frame.of(Frame.CONTINUATION, new byte[0]);
    List<Frame> withEmpty = new ArrayList<>(List.of(Frame.text("").unfinished()));
    withEmpty.add(Frame.of(Frame.CONTINUATION, hello().payload()).unfinished());
    withEmpty.add(none.unfinished());
    withEmpty.add(none);
    add(when("5 text with empty parts", withEmpty).answers(answer(hello())));
    Frame bytes = Frame.of(Frame.BINARY, Bytes.hex("00 01 02 03 fc fd fe ff"));
    add(binary(when("5 binary in parts of 3", inParts(bytes, 3)), bytes));
    List<Frame> two = new ArrayList<>(inParts(hello(), 2));
    two.addAll(inParts(long200, 50));
    add(when("5 two texts in parts", two).answers(answer(hello()), answer(long200)));
  }

  private void withPingsBetween() {
    List<Frame> parts = inParts(message(60), 20);
    add(
        when(
                "5.6 ping between parts",
                parts.get(0),
                Frame.ping("between"),
                parts.get(1),
                parts.get(2))
            .answers(Frame.pong("between"), answer(message(60))));
    add(
        when(
                "5.7 pong between parts",
                parts.get(0),
                Frame.pong("between"),
                parts.get(1),
                parts.get(2))
            .answers(answer(message(60))));
    add(
        when(
                "5.19 pings between all parts",
                parts.get(0),
                Frame.ping("1"),
                Frame.ping("2"),
                parts.get(1),
                Frame.ping("3"),
                parts.get(2),
                Frame.ping("4"))
            .answers(
                Frame.pong("1"),
                Frame.pong("2"),
                Frame.pong("3"),
                answer(message(60)),
                Frame.pong("4")));
    add(when("5.20 close between parts", parts.get(0), Frame.close(1000, new byte[0])));
  }

  private void outOfOrder() {
    add(when("5.1 ping in parts", inParts(Frame.ping("in parts"), 4)).closes(PROTOCOL_ERROR));
    add(when("5.2 pong in parts", inParts(Frame.pong("in parts"), 4)).closes(PROTOCOL_ERROR));
    add(
        when("5.2 close in parts", Frame.close(1000, new byte[0]).unfinished())
            .closes(PROTOCOL_ERROR));
    Frame last = Frame.of(Frame.CONTINUATION, Bytes.utf8("of nothing"));
    add(when("5.9 last part of nothing", last).closes(PROTOCOL_ERROR));
    add(
        when("5.10 last part of nothing, empty", Frame.of(Frame.CONTINUATION, new byte[0]))
            .closes(PROTOCOL_ERROR));
    add(when("5.12 part of nothing", last.unfinished()).closes(PROTOCOL_ERROR));
    add(
        when("5.15 part after the last", hello(), last)
            .answers(answer(hello()))
            .closes(PROTOCOL_ERROR));
    List<Frame> afterParts = new ArrayList<>(inParts(hello(), 3));
    afterParts.add(last);
    add(
        when("5.15 part after the last of many", afterParts)
            .answers(answer(hello()))
            .closes(PROTOCOL_ERROR));
    Frame open = hello().unfinished();
    add(when("5.18 text in the middle of a text", open, hello()).closes(PROTOCOL_ERROR));
    add(when("5.18 first part twice", open, open).closes(PROTOCOL_ERROR));
    add(
        when("5.18 binary in the middle of a text", open, Frame.of(Frame.BINARY, new byte[1]))
            .closes(PROTOCOL_ERROR));
    add(
        when("5.18 text in the middle of a text, after a ping", open, Frame.ping("1"), hello())
            .answers(Frame.pong("1"))
            .closes(PROTOCOL_ERROR));
  }
}
