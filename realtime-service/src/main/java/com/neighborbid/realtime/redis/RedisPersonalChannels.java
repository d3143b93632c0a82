package com.neighborbid.realtime.redis;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.redis.Subscriber;
import com.neighborbid.realtime.people.PersonalChannels;
import java.util.function.Consumer;

/// Personal messages over Redis: a hint for the person, so what is published while Redis is away is
/// gone.
public final class RedisPersonalChannels implements PersonalChannels {
  private final Subscriber subscriber;

  public RedisPersonalChannels(Subscriber subscriber) {
    this.subscriber = subscriber;
  }

  @Override
  public void subscribe(long userId, Consumer<byte[]> messages) {
    var _ = subscriber.subscribe(Topics.userChannel(userId), messages);
  }

  @Override
  public void unsubscribe(long userId) {
    subscriber.unsubscribe(Topics.userChannel(userId));
  }
}
