package com.neighborbid.realtime.room;

import com.neighborbid.realtime.protocol.ChatMessage;
import java.util.UUID;

/// What happens in a room's chat.
public sealed interface ChatNews {
  record Said(ChatMessage message) implements ChatNews {}

  record Removed(UUID id) implements ChatNews {}
}
