package com.neighborbid.servers.wire;

import static com.neighborbid.servers.wire.ConformanceCase.when;

import java.util.List;
import java.util.stream.IntStream;

/// What is said before the consent, or by somebody who then ends his half of the connection. RFC
/// 6455 wants clients to wait for the consent; bytes of those who do not must not get lost.
final class EdgeCases extends Talk {
  EdgeCases(Dialect dialect) {
    super(dialect);
  }

  List<ConformanceCase> all() {
    add(when("1 a message", hello()).answers(answer(hello())));
    Frame[] ten = IntStream.range(0, 10).mapToObj(i -> message("no. " + i)).toArray(Frame[]::new);
    Frame[] answers = IntStream.range(0, 10).mapToObj(i -> answer(ten[i])).toArray(Frame[]::new);
    add(when("1 ten messages", ten).answers(answers));
    Frame large = message(8000);
    add(when("1 a large message in parts", inParts(large, 1000)).answers(answer(large)));
    add(when("7 a goodbye", Frame.close(4000, Bytes.utf8("bye"))));
    return added();
  }
}
