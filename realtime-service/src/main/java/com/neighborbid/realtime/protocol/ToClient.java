package com.neighborbid.realtime.protocol;

import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.contract.room.v1.NotificationAdded;
import com.neighborbid.common.contract.room.v1.PersonalMessage;
import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.common.contract.room.v1.RoomState;
import com.neighborbid.common.contract.room.v1.TaskChanged;
import com.neighborbid.common.error.ErrorCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a client is told.
public sealed interface ToClient {
  /// All that a viewer has to know; the first thing he gets, and instead of what he missed.
  record Snapshot(RoomState state, int viewers, Instant serverTime) implements ToClient {}

  /// A bid counted.
  record Update(RoomState state, UUID bidId, Instant at) implements ToClient {}

  /// The auction is over.
  ///
  /// @param soldOut true where the instant price was paid
  /// @param winnerId absent when unsold
  record Ended(
      RoomState state, boolean soldOut, @Nullable Long winnerId, @Nullable String winnerNickname)
      implements ToClient {}

  /// The seller withdrew it.
  record Cancelled(RoomState state) implements ToClient {}

  /// Opened, edited or suspended.
  record Changed(RoomState state, int viewers, Instant serverTime) implements ToClient {}

  /// Something that concerns one user: outbid, won, refunded, ending soon.
  record Personal(PersonalMessage message) implements ToClient {}

  /// A to-do of the user is new or has changed.
  record Task(TaskChanged task) implements ToClient {}

  /// Something new is in the user's inbox.
  record Notification(NotificationAdded notification) implements ToClient {}

  /// Somebody said something.
  record Chat(ChatMessage message) implements ToClient {}

  /// The seller or an admin took away what somebody said.
  record ChatRemoved(long auctionId, UUID id) implements ToClient {}

  /// How many are looking, over all instances.
  record Presence(int viewers) implements ToClient {}

  /// Updates are late; the room will catch up.
  record Delayed() implements ToClient {}

  record Pong() implements ToClient {}

  /// The token counts, until then.
  record Authenticated(Instant expiresAt) implements ToClient {}

  /// The bid cannot be lost any more; its outcome follows.
  ///
  /// @param id the client's own name for it; absent when it gave none
  record Received(@Nullable String id, UUID bidId) implements ToClient {}

  /// The outcome of a bid that counts, to its sender only. The room hears of it by its own update,
  /// before or after this.
  record Accepted(@Nullable String id, BidOutcome outcome) implements ToClient {}

  /// What the client asked for did not happen.
  ///
  /// @param code of the public contract
  /// @param id the client's own name for what it asked, where there is one
  /// @param bidId of the refused bid, where there is one
  /// @param minNextBid in won, where a higher bid would have been needed
  /// @param field that is wrong, where one is
  record Refused(
      String code,
      @Nullable String id,
      @Nullable UUID bidId,
      @Nullable Long minNextBid,
      @Nullable String field)
      implements ToClient {
    public static Refused of(ErrorCode code, @Nullable String id) {
      return new Refused(code.name(), id, null, null, null);
    }

    public static Refused of(ErrorCode code, @Nullable String id, UUID bidId) {
      return new Refused(code.name(), id, bidId, null, null);
    }
  }

  /// What a room's viewers are told of a step.
  ///
  /// @param viewers how many are looking now
  static ToClient of(RoomMessage message, int viewers, Instant now) {
    return switch (message) {
      case RoomMessage.Updated updated ->
          new Update(updated.state(), updated.bidId(), updated.at());
      case RoomMessage.Ended ended ->
          new Ended(ended.state(), ended.soldOut(), ended.winnerId(), ended.winnerNickname());
      case RoomMessage.Cancelled cancelled -> new Cancelled(cancelled.state());
      case RoomMessage.Changed changed -> new Changed(changed.state(), viewers, now);
    };
  }
}
