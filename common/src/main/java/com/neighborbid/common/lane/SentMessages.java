package com.neighborbid.common.lane;

import java.util.List;

/// How what lanes send is written down and named: for those who compare the outbox with what has
/// arrived.
public final class SentMessages {
  private SentMessages() {}

  /// The messages of an outbox row, in order.
  ///
  /// @param row the column `messages`
  public static List<Outgoing> of(byte[] row) {
    return OutboxCodec.decode(row);
  }

  /// The `ce_id` of a message, by which a repeat is known.
  ///
  /// @param seq of the outbox row
  /// @param index in the row
  public static String id(LaneKey lane, long seq, int index) {
    return lane + "/" + seq + "/" + index;
  }
}
