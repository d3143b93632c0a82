package com.neighborbid.realtime.people;

import java.util.function.Consumer;

/// Where personal messages come from.
public interface PersonalChannels {
  void subscribe(long userId, Consumer<byte[]> messages);

  void unsubscribe(long userId);
}
