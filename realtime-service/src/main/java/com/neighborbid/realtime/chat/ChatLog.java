package com.neighborbid.realtime.chat;

import com.neighborbid.realtime.protocol.ChatMessage;
import java.util.UUID;

/// Where what is said is kept for a while and told to all instances. Every call blocks.
public interface ChatLog {
  /// Keeps and publishes a message.
  ///
  /// @return false where its author, or all in the room, have said too much lately; nothing is done
  ///   then
  /// @throws ChatAwayException if it is not known whether it was done
  boolean say(long authorId, ChatMessage message);

  /// Takes a message away.
  ///
  /// @return whether it was there
  /// @throws ChatAwayException if it is not known whether it was done
  boolean remove(long auctionId, UUID messageId);
}
