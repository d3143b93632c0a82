package com.neighborbid.servers.wire;

import static com.neighborbid.servers.wire.ConformanceCase.PROTOCOL_ERROR;
import static com.neighborbid.servers.wire.ConformanceCase.when;

import java.util.List;
import java.util.stream.IntStream;

/// Section 2: pings and pongs.
final class ControlCases extends Talk {
  ControlCases(Dialect dialect) {
    super(dialect);
  }

  List<ConformanceCase> all() {
    for (byte[] payload :
        List.of(
            new byte[0],
            Bytes.utf8("Hello, world!"),
            Bytes.hex("00 ff fe fd fc fb 00 ff"),
            new byte[125])) {
      add(
          when("2 ping of " + payload.length, Frame.of(Frame.PING, payload))
              .answers(Frame.of(Frame.PONG, payload)));
    }
    add(when("2.5 ping of 126", Frame.of(Frame.PING, new byte[126])).closes(PROTOCOL_ERROR));
    add(when("2.5 pong of 126", Frame.of(Frame.PONG, new byte[126])).closes(PROTOCOL_ERROR));
    add(when("2.7 pong nobody asked for", Frame.pong("")));
    add(when("2.8 pong with content nobody asked for", Frame.pong("unsolicited")));
    add(
        when("2.9 pong nobody asked for, then ping", Frame.pong("unsolicited"), Frame.ping("p"))
            .answers(Frame.pong("p")));
    List<Frame> pings = IntStream.range(0, 10).mapToObj(i -> Frame.ping("payload " + i)).toList();
    Frame[] pongs =
        IntStream.range(0, 10).mapToObj(i -> Frame.pong("payload " + i)).toArray(Frame[]::new);
    add(when("2.10 ten pings", pings).answers(pongs));
    add(
        when("2.11 pings and messages in turn", Frame.ping("1"), hello(), Frame.ping("2"))
            .answers(Frame.pong("1"), answer(hello()), Frame.pong("2")));
    return added();
  }
}
