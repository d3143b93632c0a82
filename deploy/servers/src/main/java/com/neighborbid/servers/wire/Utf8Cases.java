package com.neighborbid.servers.wire;

import static com.neighborbid.servers.wire.ConformanceCase.INVALID_TEXT;
import static com.neighborbid.servers.wire.ConformanceCase.when;

import java.util.ArrayList;
import java.util.List;

/// Section 6: text is UTF-8. What is wrong in one part is refused before the next is sent.
///
/// Within one frame the services look when it is complete; Autobahn calls that "non-strict", and
/// with frames of at most 8 KiB there is nothing to gain.
final class Utf8Cases extends Talk {
  private static final String MARK = "@";

  private static final List<String> VALID =
      List.of(
          "ce ba e1 bd b9 cf 83 ce bc ce b5", // Greek
          "ed 95 9c ea b5 ad ec 96 b4", // Korean
          "c2 80",
          "df bf",
          "e0 a0 80",
          "ed 9f bf", // the last before the surrogates
          "ee 80 80", // the first after them
          "ef bf bd",
          "ef bf be", // not a character, but valid
          "ef bf bf",
          "f0 90 80 80",
          "f0 9f 98 80",
          "f0 9f bf be",
          "f4 8f bf bf"); // the last of all

  private static final List<String> INVALID =
      List.of(
          "80", // continuation of nothing
          "bf",
          "80 bf 80",
          "c3", // begun, never ended
          "e1 bd",
          "f0 9f 98",
          "c3 41", // interrupted
          "e1 bd 41",
          "f0 9f 98 41",
          "c0 80", // longer than needed
          "c1 bf",
          "e0 80 80",
          "e0 9f bf",
          "f0 80 80 80",
          "f0 8f bf bf",
          "ed a0 80", // surrogates
          "ed bf bf",
          "ed a0 80 ed b0 80",
          "f4 90 80 80", // above the last
          "f5 80 80 80",
          "f8 88 80 80 80",
          "fc 84 80 80 80 80",
          "fe",
          "ff");

  Utf8Cases(Dialect dialect) {
    super(dialect);
  }

  List<ConformanceCase> all() {
    VALID.forEach(this::valid);
    INVALID.forEach(this::invalid);
    failsFast();
    return added();
  }

  /// A message with these bytes in it.
  private Frame with(String hex) {
    String message = dialect.message(MARK);
    int mark = message.indexOf(MARK);
    return Frame.text(
        Bytes.join(
            Bytes.utf8(message.substring(0, mark)),
            Bytes.hex(hex),
            Bytes.utf8(message.substring(mark + MARK.length()))));
  }

  private void valid(String hex) {
    Frame message = with(hex);
    add(when("6 valid " + hex, message).answers(answer(message)));
    add(when("6 valid " + hex + " in parts of 1", inParts(message, 1)).answers(answer(message)));
  }

  private void invalid(String hex) {
    add(when("6 invalid " + hex, with(hex)).closes(INVALID_TEXT));
    add(when("6 invalid " + hex + " in parts of 1", inParts(with(hex), 1)).closes(INVALID_TEXT));
    add(
        when("6 invalid " + hex + " after a message", hello(), with(hex))
            .answers(answer(hello()))
            .closes(INVALID_TEXT));
  }

  /// The last part is never sent.
  private void failsFast() {
    String valid = "ce ba e1 bd b9 cf 83";
    add(
        when("6.4.1 invalid first part, no end", text(valid + " c0 80").unfinished())
            .closes(INVALID_TEXT));
    add(
        when("6.4.2 invalid across two parts, no end", text(valid + " f4").unfinished(), part("90"))
            .closes(INVALID_TEXT));
    add(
        when("6.4.2 interrupted by the next part, no end", text("e1 bd").unfinished(), part("41"))
            .closes(INVALID_TEXT));
    add(
        when(
                "6.4 invalid after a ping between parts, no end",
                text(valid + " f4").unfinished(),
                Frame.ping("between"),
                part("90"))
            .answers(Frame.pong("between"))
            .closes(INVALID_TEXT));
    List<Frame> many = new ArrayList<>(List.of(text(valid).unfinished()));
    for (int i = 0; i < 20; i++) {
      many.add(part(valid));
    }
    many.add(part("ed a0"));
    add(when("6.4 invalid in the twenty-second part, no end", many).closes(INVALID_TEXT));
  }

  private static Frame text(String hex) {
    return Frame.text(Bytes.hex(hex));
  }

  private static Frame part(String hex) {
    return Frame.of(Frame.CONTINUATION, Bytes.hex(hex)).unfinished();
  }
}
