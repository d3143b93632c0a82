package com.neighborbid.bench.viewers;

import io.netty.buffer.ByteBuf;

/// Reads position and price out of what a room tells its viewers. Like [Scan] it relies on what the
/// public contract's writer does: no spaces, and `type`, `auctionId`, `seq` and, in an update,
/// `amount` in this order.
///
/// @see com.neighborbid.bench.load.Scan
final class RoomScan {
  /// Behind `{"type":"` and a type's name come `","auctionId":`.
  private static final int AUCTION_ID = "\",\"auctionId\":".length();

  private static final int SEQ = ",\"seq\":".length();
  private static final int AMOUNT = ",\"amount\":".length();
  private static final int TYPE = "{\"type\":\"".length();

  private long seq;
  private long amount;

  /// Reads an update.
  void update(ByteBuf in, int from) {
    int end = toSeq(in, from, "update".length());
    amount = number(in, end + AMOUNT);
  }

  /// Reads the position of a snapshot.
  void snapshot(ByteBuf in, int from) {
    int _ = toSeq(in, from, "snapshot".length());
  }

  private int toSeq(ByteBuf in, int from, int typeLength) {
    int at = from + TYPE + typeLength + AUCTION_ID;
    while (in.getByte(at) != ',') {
      at++;
    }
    seq = number(in, at + SEQ);
    at += SEQ;
    while (in.getByte(at) != ',') {
      at++;
    }
    return at;
  }

  private static long number(ByteBuf in, int from) {
    long number = 0;
    int at = from;
    int digit = in.getByte(at) - '0';
    while (digit >= 0 && digit <= 9) {
      number = number * 10 + digit;
      digit = in.getByte(++at) - '0';
    }
    return number;
  }

  long seq() {
    return seq;
  }

  long amount() {
    return amount;
  }
}
