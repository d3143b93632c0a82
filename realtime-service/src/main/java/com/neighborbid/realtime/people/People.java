package com.neighborbid.realtime.people;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.room.v1.PersonalMessage;
import com.neighborbid.realtime.protocol.ToClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who of the signed-in users has which sockets here. A user's channel is subscribed while he has
/// one. Safe for use by any thread.
public final class People {
  private static final Logger log = LoggerFactory.getLogger(People.class);

  private final PersonalChannels channels;
  private final ConcurrentHashMap<Long, List<Consumer<ToClient>>> sockets =
      new ConcurrentHashMap<>();

  public People(PersonalChannels channels) {
    this.channels = channels;
  }

  /// @param socket what tells it something; never blocks
  public void came(long userId, Consumer<ToClient> socket) {
    sockets.compute(
        userId,
        (_, others) -> {
          if (others == null) {
            channels.subscribe(userId, message -> tell(userId, message));
            return List.of(socket);
          }
          List<Consumer<ToClient>> all = new ArrayList<>(others);
          all.add(socket);
          return List.copyOf(all);
        });
  }

  public void left(long userId, Consumer<ToClient> socket) {
    sockets.computeIfPresent(
        userId,
        (_, all) -> {
          List<Consumer<ToClient>> others =
              all.stream().filter(one -> !one.equals(socket)).toList();
          if (others.isEmpty()) {
            channels.unsubscribe(userId);
            return null;
          }
          return others;
        });
  }

  private void tell(long userId, byte[] encoded) {
    try {
      ToClient message = new ToClient.Personal(ContractJson.read(encoded, PersonalMessage.class));
      sockets.getOrDefault(userId, List.of()).forEach(socket -> socket.accept(message));
    } catch (MalformedContractException e) {
      log.warn("Unreadable message for user {}: {}", userId, e.getMessage());
    }
  }
}
