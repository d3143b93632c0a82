package com.neighborbid.realtime.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.room.v1.NotificationAdded;
import com.neighborbid.common.contract.room.v1.PersonalMessage;
import com.neighborbid.common.contract.room.v1.PersonalNewsCodec;
import com.neighborbid.common.contract.room.v1.TaskChanged;
import com.neighborbid.realtime.protocol.ToClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PeopleTest {
  private static final long MINA = 7;
  private static final long CHAIR = 1;
  private static final long BIKE = 2;

  private final Map<Long, Consumer<byte[]>> subscribed = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private final People people =
      new People(
          new PersonalChannels() {
            @Override
            public void subscribe(long userId, Consumer<byte[]> messages) {
              assertThat(subscribed.put(userId, messages)).isNull();
            }

            @Override
            public void unsubscribe(long userId) {
              assertThat(subscribed.remove(userId)).isNotNull();
            }
          });

  private Consumer<ToClient> socket(String name) {
    return message -> {
      assertThat(message).isInstanceOf(ToClient.Personal.class);
      told.add(name);
    };
  }

  private void outbid(long auctionId) {
    var message =
        new PersonalMessage(PersonalMessage.Kind.OUTBID, auctionId, 12_000, Instant.EPOCH);
    subscribed.get(MINA).accept(ContractJson.write(message));
  }

  @Test
  void tellsASocketWhateverItIsAbout() {
    people.came(MINA, CHAIR, socket("chair"));
    outbid(BIKE);
    outbid(CHAIR);
    assertThat(told).containsExactly("chair", "chair");
  }

  @Test
  void tellsTheSocketsOfTheAuctionAndTheNewestElsewhere() {
    people.came(MINA, CHAIR, socket("chair"));
    for (int i = 1; i <= 250; i++) {
      people.came(MINA, BIKE + i, socket("other " + i));
    }
    outbid(CHAIR);
    assertThat(told)
        .containsExactlyInAnyOrder("other 250", "other 249", "other 248", "other 247", "chair");
  }

  @Test
  void tellsAFewSocketsOfOneAuctionOnly() {
    for (int i = 1; i <= 50; i++) {
      people.came(MINA, CHAIR, socket("chair " + i));
    }
    outbid(CHAIR);
    assertThat(told).hasSize(8).contains("chair 50").doesNotContain("chair 1");
  }

  @Test
  void hearsOfAUserWhileHeHasASocket() {
    Consumer<ToClient> first = socket("first");
    Consumer<ToClient> second = socket("second");
    people.came(MINA, CHAIR, first);
    people.came(MINA, CHAIR, second);
    people.left(MINA, first);
    outbid(CHAIR);
    assertThat(told).containsExactly("second");
    people.left(MINA, second);
    assertThat(subscribed).isEmpty();
  }

  @Test
  void tellsOfTasksAndOfTheInbox() {
    List<ToClient> heard = new ArrayList<>();
    people.came(MINA, CHAIR, heard::add);
    var task = new TaskChanged(9, null, "Ship it", "보내기", null, false, Instant.EPOCH);
    var added = new NotificationAdded(8, "WON", BIKE, "Won", "낙찰", "Yes", "네", Instant.EPOCH);
    subscribed.get(MINA).accept(PersonalNewsCodec.encode(task));
    subscribed.get(MINA).accept(PersonalNewsCodec.encode(added));
    assertThat(heard).containsExactly(new ToClient.Task(task), new ToClient.Notification(added));
  }

  @Test
  void goesOnAfterWhatCannotBeRead() {
    people.came(MINA, CHAIR, socket("chair"));
    subscribed.get(MINA).accept("nonsense".getBytes(StandardCharsets.UTF_8));
    outbid(CHAIR);
    assertThat(told).containsExactly("chair");
  }
}
