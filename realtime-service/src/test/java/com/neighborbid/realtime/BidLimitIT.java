package com.neighborbid.realtime;

import static com.neighborbid.realtime.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.common.limit.BidLimitSettings;
import com.neighborbid.common.limit.BidLimits;
import com.neighborbid.realtime.support.AuctionLog;
import com.neighborbid.realtime.support.Clients;
import com.neighborbid.realtime.support.Clients.Client;
import com.neighborbid.realtime.support.Engine;
import com.neighborbid.realtime.support.Instance;
import com.neighborbid.realtime.support.Neighbours;
import com.neighborbid.realtime.support.Stage;
import com.neighborbid.servers.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The limits of bids by socket, shared with whoever else takes bids.
class BidLimitIT {
  private static final int BIDS = 60;

  private final Neighbours neighbours = Stage.neighbours();
  private final Instance instance = Stage.instance();
  private final long auction = Engine.newAuction();
  private final long user = Engine.newAuction();

  @BeforeEach
  void open() {
    Stage.engine().publish(auction, 1);
    eventually("limits are shared", instance.bean(BidLimits.class)::isShared);
  }

  @Test
  void refusesWhoHasUsedUpHisBidsElsewhereAndAppendsNothing() {
    // Any that come back while this runs may pass: what counts is that log and answers agree.
    BidLimitSettings asInTheService =
        new BidLimitSettings(true, 20, 100, 2_000, 10_000, Duration.ofMillis(60));
    String token = neighbours.token(user, Duration.ofMinutes(5));
    try (BidLimits rest =
            new BidLimits(
                asInTheService, TestServers.redis().address(), "rest", new SimpleMeterRegistry());
        AuctionLog log = new AuctionLog();
        Client bidder = Clients.withToken(instance.port(), "/ws/auction/" + auction, token)) {
      bidder.next("snapshot");
      eventually("limits are shared", rest::isShared);
      for (int i = 0; i < 120; i++) {
        var _ = rest.take(user, auction + 1).join();
      }
      for (int i = 0; i < BIDS; i++) {
        bidder.send("{\"action\":\"bid\",\"amount\":" + (i + 2) * 1000 + ",\"id\":\"" + i + "\"}");
      }
      List<String> passed = new ArrayList<>();
      List<String> refused = new ArrayList<>();
      while (passed.size() + refused.size() < BIDS) {
        JsonNode answer = bidder.next("received", "error");
        if (answer.get("type").asText().equals("received")) {
          passed.add(answer.get("id").asText());
        } else {
          assertThat(answer.get("code").asText()).isEqualTo("TOO_MANY_REQUESTS");
          refused.add(answer.get("id").asText());
        }
      }
      assertThat(refused).isNotEmpty();
      assertThat(bidder.isClosed()).isFalse();
      long marker = marker(log, bidder);
      assertThat(marker).as("records before the marker").isEqualTo(passed.size());
    }
  }

  /// Another user's bid in the same auction: how many records there are before it.
  private long marker(AuctionLog log, Client bidder) {
    long other = Engine.newAuction();
    String token = neighbours.token(other, Duration.ofMinutes(5));
    try (Client last = Clients.withToken(instance.port(), "/ws/auction/" + auction, token)) {
      last.find("snapshot");
      last.send("{\"action\":\"bid\",\"amount\":999000}");
      last.find("received");
      long before = 0;
      while (log.nextBid(auction).bidderId() != other) {
        before++;
      }
      return before;
    }
  }

  @Test
  void refusesWhatIsTooMuchForOneAuctionAndLetsOthersPass() {
    try (Instance small =
            Stage.anotherInstance(
                "--neighborbid.bid-limits.auction-per-second=1",
                "--neighborbid.bid-limits.auction-burst=3");
        Client bidder =
            Clients.withToken(
                small.port(),
                "/ws/auction/" + auction,
                neighbours.token(user, Duration.ofMinutes(5)))) {
      bidder.next("snapshot");
      eventually("limits are shared", small.bean(BidLimits.class)::isShared);
      for (int i = 0; i < 20; i++) {
        bidder.send("{\"action\":\"bid\",\"amount\":" + (i + 2) * 1000 + "}");
      }
      bidder.find(m -> m.path("code").asText().equals("TOO_MANY_REQUESTS"));
      long elsewhere = Engine.newAuction();
      Stage.engine().publish(elsewhere, 1);
      try (Client other =
          Clients.withToken(
              small.port(),
              "/ws/auction/" + elsewhere,
              neighbours.token(user, Duration.ofMinutes(5)))) {
        other.next("snapshot");
        other.send("{\"action\":\"bid\",\"amount\":2000}");
        other.next("received");
      }
    }
  }

  @Test
  void limitsNobodyWhereLimitsAreOff() {
    try (Instance free =
            Stage.anotherInstance(
                "--neighborbid.bid-limits.enabled=off",
                "--neighborbid.realtime.limits=off",
                "--neighborbid.realtime.sockets.most-bids-in-flight=1",
                "--neighborbid.bid-limits.user-burst=1",
                "--neighborbid.bid-limits.user-per-second=1");
        Client bidder =
            Clients.withToken(
                free.port(),
                "/ws/auction/" + auction,
                neighbours.token(user, Duration.ofMinutes(5)))) {
      bidder.next("snapshot");
      for (int i = 0; i < 10; i++) {
        bidder.send("{\"action\":\"bid\",\"amount\":" + (i + 2) * 1000 + "}");
      }
      for (int i = 0; i < 10; i++) {
        bidder.next("received");
      }
    }
  }
}
