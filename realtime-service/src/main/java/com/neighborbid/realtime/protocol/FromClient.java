package com.neighborbid.realtime.protocol;

import com.neighborbid.common.error.ErrorCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a client says.
public sealed interface FromClient {
  /// A bid.
  ///
  /// @param amount in won, within the bounds of the contract
  /// @param maxAmount secret maximum in won; absent for a plain bid
  /// @param id the client's own name for the bid, echoed in every answer; absent when it gave none
  record Bid(long amount, @Nullable Long maxAmount, @Nullable String id) implements FromClient {}

  /// Says something to the room.
  ///
  /// @param text 1 to 500 characters in at most 20 lines, NFC, without control characters
  /// @param id the client's own name for it, echoed in a refusal
  record Chat(String text, @Nullable String id) implements FromClient {}

  /// Takes a message of the chat away.
  ///
  /// @param id the client's own name for this request, echoed in a refusal
  record RemoveChat(UUID messageId, @Nullable String id) implements FromClient {}

  /// Says who is there, or goes on saying it with a fresh token.
  record Auth(String token) implements FromClient {}

  /// Asks whether anybody is there.
  record Ping() implements FromClient {}

  /// What is none of the above; it is answered with a typed error and changes nothing.
  ///
  /// @param field the field that is wrong; absent where the whole message is
  /// @param id the client's own name for the message, where it could be read
  record Invalid(ErrorCode code, @Nullable String field, @Nullable String id)
      implements FromClient {}
}
