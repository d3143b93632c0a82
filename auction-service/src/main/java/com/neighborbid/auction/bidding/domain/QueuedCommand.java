package com.neighborbid.auction.bidding.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A command at its place in the log.
///
/// @param id of the request; null for the timer, which nobody waits for
public record QueuedCommand(@Nullable UUID id, Command command, long timeMs, long offset)
    implements Queued {

  boolean isClose() {
    return command instanceof Command.Close;
  }

  /// Whether it may change what the bids behind it are judged by, in more than the end.
  boolean mayChangeRules() {
    return switch (command) {
      case Command.Edit _,
          Command.Pause _,
          Command.Resume _,
          Command.SuspendBidder _,
          Command.Offer _ ->
          true;
      case Command.Close _, Command.Cancel _ -> false;
    };
  }
}
