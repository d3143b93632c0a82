package com.neighborbid.servers.wire;

import static com.neighborbid.servers.wire.ConformanceCase.PROTOCOL_ERROR;
import static com.neighborbid.servers.wire.ConformanceCase.when;

import com.neighborbid.servers.wire.Frame.Length;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Sections 1, 3 and 4: lengths, masks, reserved bits, opcodes.
final class FramingCases extends Talk {
  private static final List<Integer> LENGTHS =
      List.of(0, 1, 124, 125, 126, 127, 128, 255, 256, 4095, 4096, 8191, 8192);
  private static final Map<Integer, Length> TOO_WIDE =
      Map.of(100, Length.IN_16_BITS, 101, Length.IN_64_BITS, 200, Length.IN_64_BITS);

  FramingCases(Dialect dialect) {
    super(dialect);
  }

  List<ConformanceCase> all() {
    lengths();
    masks();
    reservedBits();
    opcodes();
    return added();
  }

  private void lengths() {
    for (int length : LENGTHS) {
      Frame text = message(length);
      add(when("1.1 text of " + length, text).answers(answer(text)));
      Frame binary = Frame.of(Frame.BINARY, new byte[length]);
      add(binary(when("1.2 binary of " + length, binary), binary));
    }
    TOO_WIDE.forEach(
        (length, form) ->
            add(
                when("1.3 length " + length + " " + form, message(length).lengthIn(form))
                    .closes(PROTOCOL_ERROR)));
    add(
        when("1.3 length of 64 bits below zero", hello().announcing(-1, Length.IN_64_BITS))
            .closes(PROTOCOL_ERROR));
    add(
        when("1.3 a wide length after a message", hello(), message(100).lengthIn(Length.IN_16_BITS))
            .answers(answer(hello()))
            .closes(PROTOCOL_ERROR));
  }

  private void masks() {
    add(when("1.4 text that is not masked", hello().unmasked()).closes(PROTOCOL_ERROR));
    add(when("1.4 ping that is not masked", Frame.ping("a").unmasked()).closes(PROTOCOL_ERROR));
    add(
        when("1.4 close that is not masked", Frame.close(1000, new byte[0]).unmasked())
            .closes(PROTOCOL_ERROR));
    add(
        when("1.4 an unmasked frame after a message", hello(), hello().unmasked())
            .answers(answer(hello()))
            .closes(PROTOCOL_ERROR));
  }

  private void reservedBits() {
    IntStream.rangeClosed(1, 7)
        .forEach(
            bits -> {
              add(when("3 text with bits " + bits, hello().reserved(bits)).closes(PROTOCOL_ERROR));
              add(
                  when("3 bits " + bits + " after a message", hello(), hello().reserved(bits))
                      .answers(answer(hello()))
                      .closes(PROTOCOL_ERROR));
            });
    Frame binary = Frame.of(Frame.BINARY, Bytes.hex("00 ff fe"));
    add(when("3.5 binary with bits 5", binary.reserved(5)).closes(PROTOCOL_ERROR));
    add(when("3.6 ping with bits 6", Frame.ping("Hi").reserved(6)).closes(PROTOCOL_ERROR));
    add(
        when("3.7 close with bits 7", Frame.close(1000, new byte[0]).reserved(7))
            .closes(PROTOCOL_ERROR));
  }

  private void opcodes() {
    for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
      Frame empty = Frame.of(opcode, new byte[0]);
      Frame filled = Frame.of(opcode, Bytes.utf8("reserved"));
      add(when("4 opcode " + opcode, empty).closes(PROTOCOL_ERROR));
      add(when("4 opcode " + opcode + " with content", filled).closes(PROTOCOL_ERROR));
      add(
          when("4 opcode " + opcode + " after a message", hello(), filled, Frame.ping(""))
              .answers(answer(hello()))
              .closes(PROTOCOL_ERROR));
    }
  }
}
