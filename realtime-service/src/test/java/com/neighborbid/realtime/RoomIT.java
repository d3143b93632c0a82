package com.neighborbid.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.realtime.support.Clients;
import com.neighborbid.realtime.support.Clients.Client;
import com.neighborbid.realtime.support.Engine;
import com.neighborbid.realtime.support.Instance;
import com.neighborbid.realtime.support.Neighbours;
import com.neighborbid.realtime.support.Stage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rooms over a real Redis and real sockets.
class RoomIT {
  private final Neighbours neighbours = Stage.neighbours();
  private final Engine engine = Stage.engine();
  private final Instance instance = Stage.instance();
  private final long auction = Engine.newAuction();

  private Client join(String query) {
    return Clients.connect(instance.port(), "/ws/auction/" + auction + "/" + query);
  }

  @Test
  void showsTheStoredStateOnJoining() {
    engine.publish(auction, 41);
    try (Client viewer = join("")) {
      JsonNode snapshot = viewer.next("snapshot");
      assertThat(snapshot.get("seq").asLong()).isEqualTo(41);
      assertThat(snapshot.get("amount").asLong()).isEqualTo(41_000);
      assertThat(snapshot.get("bidder").asText()).isEqualTo("bidder41");
      assertThat(snapshot.get("viewers").asInt()).isEqualTo(1);
    }
  }

  @Test
  void asksAuctionServiceWhereRedisKnowsNothing() {
    neighbours.room(Engine.state(auction, 0), "NATIONAL");
    try (Client viewer = join("")) {
      JsonNode snapshot = viewer.next("snapshot");
      assertThat(snapshot.get("seq").asLong()).isZero();
      assertThat(snapshot.get("bidder").isNull()).isTrue();
      engine.publish(auction, 1);
      assertThat(viewer.next("update").get("seq").asLong()).isEqualTo(1);
    }
  }

  @Test
  void tellsEveryViewerEveryStepInOrder() {
    engine.publish(auction, 1);
    List<Client> viewers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      viewers.add(join(""));
    }
    viewers.forEach(viewer -> viewer.next("snapshot"));
    for (int seq = 2; seq <= 50; seq++) {
      engine.publish(auction, seq);
    }
    for (Client viewer : viewers) {
      for (int seq = 2; seq <= 50; seq++) {
        assertThat(viewer.next("update").get("seq").asLong()).isEqualTo(seq);
      }
      viewer.close();
    }
  }

  @Test
  void missesAndRepeatsNothingForWhoComesInTheMidstOfABurst() throws InterruptedException {
    engine.publish(auction, 1);
    int last = 600; // few enough for nobody to be slow
    try (Client first = join("")) {
      first.next("snapshot");
      Thread publisher =
          Thread.startVirtualThread(
              () -> {
                for (int seq = 2; seq <= last; seq++) {
                  engine.publish(auction, seq);
                }
              });
      List<Client> newcomers = new ArrayList<>();
      while (publisher.isAlive()) {
        newcomers.add(join(""));
      }
      newcomers.add(join(""));
      for (Client newcomer : newcomers) {
        long seen = newcomer.next("snapshot").get("seq").asLong();
        while (seen < last) {
          long next = newcomer.next("update").get("seq").asLong();
          assertThat(next).isEqualTo(++seen);
        }
        assertThat(newcomer.rest()).allMatch(m -> m.get("type").asText().equals("presence"));
        newcomer.close();
      }
      assertThat(newcomers).hasSizeGreaterThan(2);
    }
  }

  @Test
  void repairsAGapFromTheStoredHistory() {
    engine.publish(auction, 1);
    try (Client viewer = join("")) {
      viewer.next("snapshot");
      engine.storeOnly(auction, 2);
      engine.storeOnly(auction, 3);
      engine.publish(auction, 4);
      for (int seq = 2; seq <= 4; seq++) {
        assertThat(viewer.next("update").get("seq").asLong()).isEqualTo(seq);
      }
    }
  }

  @Test
  void showsASnapshotWhereAGapCannotBeRepaired() {
    engine.publish(auction, 1);
    try (Client viewer = join("")) {
      viewer.next("snapshot");
      engine.publish(auction, 7);
      assertThat(viewer.next("snapshot").get("seq").asLong()).isEqualTo(7);
      engine.publish(auction, 8);
      assertThat(viewer.next("update").get("seq").asLong()).isEqualTo(8);
    }
  }

  @Test
  void noticesALostLastMessage() {
    engine.publish(auction, 1);
    try (Client viewer = join("")) {
      viewer.next("snapshot");
      engine.storeOnly(auction, 2);
      assertThat(viewer.next("update").get("seq").asLong()).isEqualTo(2);
    }
  }

  @Test
  void tellsARepeatedStepOnce() {
    engine.publish(auction, 1);
    try (Client viewer = join("")) {
      viewer.next("snapshot");
      engine.publish(auction, 2);
      engine.publishOnly(Engine.bid(auction, 2));
      engine.publishOnly(Engine.bid(auction, 1));
      engine.publish(auction, 3);
      assertThat(viewer.next("update").get("seq").asLong()).isEqualTo(2);
      assertThat(viewer.next("update").get("seq").asLong()).isEqualTo(3);
    }
  }

  @Test
  void givesWhoComesBackExactlyWhatHeMissed() {
    for (int seq = 1; seq <= 10; seq++) {
      engine.publish(auction, seq);
    }
    try (Client knowsAll = join("?since=10");
        Client missedThree = join("?since=7");
        Client fromElsewhere = join("?since=99");
        Client notANumber = join("?since=x")) {
      for (int seq = 8; seq <= 10; seq++) {
        assertThat(missedThree.next("update").get("seq").asLong()).isEqualTo(seq);
      }
      assertThat(fromElsewhere.next("snapshot").get("seq").asLong()).isEqualTo(10);
      assertThat(notANumber.next("snapshot").get("seq").asLong()).isEqualTo(10);
      engine.publish(auction, 11);
      assertThat(knowsAll.next("update").get("seq").asLong()).isEqualTo(11);
      assertThat(missedThree.next("update").get("seq").asLong()).isEqualTo(11);
    }
  }

  @Test
  void givesASnapshotToWhoMissedMoreThanIsKept() {
    engine.publish(auction, 1);
    engine.publish(auction, 200);
    engine.publish(auction, 201);
    try (Client viewer = join("?since=1")) {
      assertThat(viewer.next("snapshot").get("seq").asLong()).isEqualTo(201);
    }
  }

  @Test
  void tellsTheEndInTheReadersLanguage() {
    engine.publish(auction, 1);
    try (Client korean =
            Clients.connect(
                instance.port(),
                "/ws/auction/" + auction,
                builder -> builder.header("Accept-Language", "ko-KR,ko;q=0.9,en;q=0.5"));
        Client english = join("")) {
      korean.next("snapshot");
      english.next("snapshot");
      engine.publish(new RoomMessage.Ended(Engine.state(auction, 2), false, 7L, "joon", Engine.AT));
      assertThat(korean.next("auction_end").get("msg").asText()).contains("낙찰");
      JsonNode end = english.next("auction_end");
      assertThat(end.get("msg").asText())
          .isEqualTo("The auction is over: joon won with 2,000 won.");
      assertThat(end.get("winner_id").asLong()).isEqualTo(7);
    }
  }

  @Test
  void tellsTheNewestPriceOnlyToWhoeverWantsThat() {
    engine.publish(auction, 1);
    try (Client all = join("");
        Client newest = join("?conflate=true")) {
      all.next("snapshot");
      newest.next("snapshot");
      for (int seq = 2; seq <= 500; seq++) {
        engine.publish(auction, seq);
      }
      for (int seq = 2; seq <= 500; seq++) {
        assertThat(all.next("update").get("seq").asInt()).isEqualTo(seq);
      }
      List<Integer> seen = new ArrayList<>();
      do {
        seen.add(newest.next("update").get("seq").asInt());
      } while (seen.getLast() < 500);
      assertThat(seen).isSorted().doesNotHaveDuplicates().hasSizeLessThan(250);

      engine.publish(auction, 501);
      engine.publish(auction, 502);
      engine.publish(new RoomMessage.Cancelled(Engine.state(auction, 503), Engine.AT));
      JsonNode before = newest.next("update");
      JsonNode last = newest.next("update", "cancelled");
      while (last.get("type").asText().equals("update")) {
        before = last;
        last = newest.next("update", "cancelled");
      }
      assertThat(before.get("seq").asInt()).isEqualTo(502);
      assertThat(last.get("seq").asInt()).isEqualTo(503);
    }
  }
}
