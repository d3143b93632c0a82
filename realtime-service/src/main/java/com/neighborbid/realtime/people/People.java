package com.neighborbid.realtime.people;

import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.room.v1.NotificationAdded;
import com.neighborbid.common.contract.room.v1.PersonalMessage;
import com.neighborbid.common.contract.room.v1.PersonalNewsCodec;
import com.neighborbid.common.contract.room.v1.TaskChanged;
import com.neighborbid.realtime.protocol.ToClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who of the signed-in users has which sockets here. A user's channel is subscribed while he has
/// one. Safe for use by any thread.
public final class People {
  private static final Logger log = LoggerFactory.getLogger(People.class);

  private final PersonalChannels channels;

  /// Beyond the auction concerned a person is told on few sockets: nobody looks at more, and one
  /// message must not cost hundreds of writes.
  private static final int MOST_ELSEWHERE = 4;

  private static final int MOST_IN_ROOM = 8;

  private final ConcurrentHashMap<Long, List<Place>> places = new ConcurrentHashMap<>();

  /// A socket of somebody, and the auction that it is about.
  private record Place(long auctionId, Consumer<ToClient> socket) {}

  public People(PersonalChannels channels) {
    this.channels = channels;
  }

  /// @param socket what tells it something; never blocks
  public void came(long userId, long auctionId, Consumer<ToClient> socket) {
    Place place = new Place(auctionId, socket);
    places.compute(
        userId,
        (_, others) -> {
          if (others == null) {
            channels.subscribe(userId, message -> tell(userId, message));
            return List.of(place);
          }
          List<Place> all = new ArrayList<>(others.size() + 1);
          all.add(place);
          all.addAll(others);
          return List.copyOf(all);
        });
  }

  public void left(long userId, Consumer<ToClient> socket) {
    places.computeIfPresent(
        userId,
        (_, all) -> {
          List<Place> others = all.stream().filter(one -> !one.socket().equals(socket)).toList();
          if (others.isEmpty()) {
            channels.unsubscribe(userId);
            return null;
          }
          return others;
        });
  }

  private void tell(long userId, byte[] encoded) {
    try {
      switch (PersonalNewsCodec.decode(encoded)) {
        case PersonalMessage message ->
            tell(userId, message.auctionId(), new ToClient.Personal(message));
        case TaskChanged task -> tell(userId, task.auctionId(), new ToClient.Task(task));
        case NotificationAdded notification ->
            tell(userId, notification.auctionId(), new ToClient.Notification(notification));
      }
    } catch (MalformedContractException e) {
      log.warn("Unreadable message for user {}: {}", userId, e.getMessage());
    }
  }

  /// @param about the auction concerned, if any
  private void tell(long userId, @Nullable Long about, ToClient message) {
    int inRoom = 0;
    int elsewhere = 0;
    // The newest first.
    for (Place place : places.getOrDefault(userId, List.of())) {
      boolean here = about != null && place.auctionId() == about;
      if (here ? inRoom++ < MOST_IN_ROOM : elsewhere++ < MOST_ELSEWHERE) {
        place.socket().accept(message);
      }
    }
  }
}
