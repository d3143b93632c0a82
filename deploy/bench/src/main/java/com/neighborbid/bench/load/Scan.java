package com.neighborbid.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// Reads the few bytes that a load needs of a server's JSON where they lie. A full parser would
/// cost more than the service that is measured. It relies on what the public contract's writer
/// does: no space between names and values, `type` first.
public final class Scan {
  private static final byte[] ID = bytes("\"id\":\"");
  private static final byte[] STATUS = bytes("\"status\":\"");
  private static final byte[] CODE = bytes("\"code\":\"");

  /// `{"type":"` comes before the type.
  private static final int TYPE_AT = 9;

  /// What a message is to the one who bids.
  public enum Kind {
    /// The last word, good or bad.
    ACCEPTED,
    ERROR,
    /// The room's own state, sent to whoever comes in.
    SNAPSHOT,
    /// The room has moved on.
    UPDATE,
    OTHER
  }

  private Scan() {}

  /// The kind of the message in `length` bytes at `from`.
  public static Kind kind(ByteBuf in, int from, int length) {
    if (length < TYPE_AT + 2) {
      return Kind.OTHER;
    }
    byte second = in.getByte(from + TYPE_AT + 1);
    return switch (in.getByte(from + TYPE_AT)) {
      case 'a' -> second == 'c' ? Kind.ACCEPTED : Kind.OTHER;
      case 'e' -> Kind.ERROR;
      case 's' -> second == 'n' ? Kind.SNAPSHOT : Kind.OTHER;
      case 'u' -> Kind.UPDATE;
      default -> Kind.OTHER;
    };
  }

  /// The client's own number of the bid; -1 where the message names none.
  public static long id(ByteBuf in, int from, int length) {
    int at = after(ID, in, from, length);
    int end = from + length;
    if (at < 0 || at >= end) {
      return -1;
    }
    long id = 0;
    for (int i = at; i < end; i++) {
      int digit = in.getByte(i) - '0';
      if (digit < 0 || digit > 9) {
        return i == at ? -1 : id;
      }
      id = id * 10 + digit;
    }
    return -1;
  }

  /// What an answer with a `status` says: accepted, or outbid at once.
  public static Outcome status(ByteBuf in, int from, int length) {
    int at = after(STATUS, in, from, length);
    if (at < 0) {
      return Outcome.FAILED;
    }
    return switch (in.getByte(at)) {
      case 'A', 'W' -> Outcome.ACCEPTED;
      case 'O' -> Outcome.OUTBID;
      default -> Outcome.FAILED;
    };
  }

  /// What an answer with a `code` says: refused by a rule, or not decided at all.
  public static Outcome code(ByteBuf in, int from, int length) {
    int at = after(CODE, in, from, length);
    if (at < 0 || at + 3 > from + length) {
      return Outcome.FAILED;
    }
    return switch (in.getByte(at)) {
      // BELOW_MINIMUM, OUTBID_MEANWHILE, NOT_A_MULTIPLE_…, AUCTION_…, AMOUNT_…
      case 'B', 'O', 'N', 'A' -> Outcome.REFUSED;
      // INSUFFICIENT_FUNDS, but not INTERNAL
      case 'I' -> in.getByte(at + 2) == 'S' ? Outcome.REFUSED : Outcome.FAILED;
      default -> Outcome.FAILED;
    };
  }

  /// Where the value behind a name begins; -1 where the name is not there.
  private static int after(byte[] name, ByteBuf in, int from, int length) {
    int last = from + length - name.length;
    byte letter = name[1];
    for (int i = from; i <= last; i++) {
      if (in.getByte(i + 1) == letter && matches(name, in, i)) {
        return i + name.length;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] name, ByteBuf in, int at) {
    for (int i = 0; i < name.length; i++) {
      if (in.getByte(at + i) != name[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
