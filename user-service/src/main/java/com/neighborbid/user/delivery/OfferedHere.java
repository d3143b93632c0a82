package com.neighborbid.user.delivery;

import com.neighborbid.user.preference.OfferedChannels;
import com.neighborbid.user.preference.domain.Channel;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The channels that this deployment is set up for.
@Component
class OfferedHere implements OfferedChannels {
  private final Map<Channel, Sender> senders = new EnumMap<>(Channel.class);
  private final PushKeys pushKeys;
  private final OutsideHttp http;

  OfferedHere(List<Sender> all, PushKeys pushKeys, OutsideHttp http) {
    for (Sender sender : all) {
      if (sender.isOffered()) {
        senders.put(sender.channel(), sender);
      }
    }
    this.pushKeys = pushKeys;
    this.http = http;
  }

  @Override
  public Set<Channel> channels() {
    return senders.isEmpty() ? Set.of() : EnumSet.copyOf(senders.keySet());
  }

  Map<Channel, Sender> senders() {
    return Map.copyOf(senders);
  }

  @Override
  public String pushKey() {
    return pushKeys.publicKey();
  }

  @Override
  public boolean isCallable(String url) {
    return http.isCallable(url);
  }
}
