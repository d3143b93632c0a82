package com.neighborbid.servers.wire;

import static com.neighborbid.servers.wire.ConformanceCase.when;

import com.neighborbid.servers.wire.Frame.Length;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Sections 9 and 10: the longest message, and many parts or messages at once. What is announced as
/// too long is refused before it is sent.
final class LimitCases extends Talk {
  private static final int MANY = 300;

  LimitCases(Dialect dialect) {
    super(dialect);
  }

  List<ConformanceCase> all() {
    Frame longest = message(dialect.longest());
    for (int size : new int[] {4096, 1300, 256, 64}) {
      add(
          when("9.5 the longest in parts of " + size, inParts(longest, size))
              .answers(answer(longest)));
    }
    tooLong();
    Frame[] many =
        IntStream.range(0, MANY).mapToObj(i -> message("number " + i)).toArray(Frame[]::new);
    Frame[] answers = new Frame[MANY];
    for (int i = 0; i < MANY; i++) {
      answers[i] = answer(many[i]);
    }
    add(when("9.7 " + MANY + " messages at once", many).answers(answers));
    Frame large = message(8000);
    add(when("10.1 a large text in parts of 1300", inParts(large, 1300)).answers(answer(large)));
    return added();
  }

  private void tooLong() {
    int limit = dialect.longest();
    int code = dialect.closesTooLongWith();
    add(when("9 one byte too long", message(limit + 1)).closes(code));
    Frame nothing = Frame.text("");
    add(
        when("9 announced one byte too long", nothing.announcing(limit + 1, Length.IN_16_BITS))
            .closes(code));
    add(when("9 announced 64 KiB", nothing.announcing(65_536, Length.IN_64_BITS)).closes(code));
    add(
        when("9 announced 8 EiB", nothing.announcing(Long.MAX_VALUE, Length.IN_64_BITS))
            .closes(code));
    List<Frame> parts = inParts(message(limit + 1), 1000);
    add(when("9 one byte too long in parts", parts).closes(code));
    List<Frame> endless = new ArrayList<>(inParts(message(3 * limit), 2000));
    endless.removeLast();
    add(when("9 too long in parts, no end", endless).closes(code));
    add(
        when("9 a message, then one too long", hello(), message(limit + 1))
            .answers(answer(hello()))
            .closes(code));
  }
}
