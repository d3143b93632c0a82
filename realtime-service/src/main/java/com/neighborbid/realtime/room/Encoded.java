package com.neighborbid.realtime.room;

import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.common.contract.room.v1.RoomMessageCodec;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Room messages as they are published and stored.
public final class Encoded {
  private static final Logger log = LoggerFactory.getLogger(Encoded.class);

  private Encoded() {}

  /// Reads a message. One that cannot be read is left out: its step shows up as a gap, which is
  /// repaired from what can be.
  public static Optional<RoomMessage> read(long auctionId, byte[] encoded) {
    try {
      return Optional.of(RoomMessageCodec.decode(encoded));
    } catch (MalformedContractException e) {
      log.warn("Unreadable message of auction {}: {}", auctionId, e.getMessage());
      return Optional.empty();
    }
  }
}
