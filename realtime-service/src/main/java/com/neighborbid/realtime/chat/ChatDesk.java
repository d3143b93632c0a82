package com.neighborbid.realtime.chat;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.realtime.metrics.RealtimeMetrics;
import com.neighborbid.realtime.protocol.ChatMessage;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what signed-in people say, and takes it away again for sellers and admins. Every call
/// blocks.
public final class ChatDesk {
  private static final Logger log = LoggerFactory.getLogger(ChatDesk.class);

  private final ChatLog chat;
  private final Sellers sellers;
  private final RealtimeMetrics metrics;
  private final Clock clock;

  public ChatDesk(ChatLog chat, Sellers sellers, RealtimeMetrics metrics, Clock clock) {
    this.chat = chat;
    this.sellers = sellers;
    this.metrics = metrics;
    this.clock = clock;
  }

  /// Says something in a room.
  ///
  /// @param id of the new message
  /// @return why it was not said; empty where it was
  public Optional<ErrorCode> say(Caller author, long auctionId, UUID id, String text) {
    ChatMessage message = new ChatMessage(id, auctionId, author.nickname(), text, clock.instant());
    try {
      boolean said = chat.say(author.userId(), message);
      metrics.chat(said);
      return said ? Optional.empty() : Optional.of(ErrorCode.TOO_MANY_REQUESTS);
    } catch (ChatAwayException e) {
      log.debug("Nobody hears what is said in room {}", auctionId, e);
      return Optional.of(ErrorCode.SERVICE_UNAVAILABLE);
    }
  }

  /// Takes a message away: for the auction's seller and for admins.
  ///
  /// @return why it was not; empty where it was
  public Optional<ErrorCode> remove(Caller moderator, long auctionId, UUID messageId) {
    try {
      if (!moderator.isAdmin() && sellers.sellerOf(auctionId) != moderator.userId()) {
        return Optional.of(ErrorCode.FORBIDDEN);
      }
      if (!chat.remove(auctionId, messageId)) {
        return Optional.of(ErrorCode.NOT_FOUND);
      }
    } catch (ChatAwayException e) {
      log.debug("Cannot moderate room {}", auctionId, e);
      return Optional.of(ErrorCode.SERVICE_UNAVAILABLE);
    }
    log.info("User {} removed message {} of room {}", moderator.userId(), messageId, auctionId);
    return Optional.empty();
  }
}
