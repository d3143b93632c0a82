package com.neighborbid.realtime;

import static com.neighborbid.realtime.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BidderFact;
import com.neighborbid.common.contract.bidder.v1.BidderEvent;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.BlockChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.SuspensionChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEventCodec;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.realtime.bidder.BidderFacts;
import com.neighborbid.realtime.support.AuctionLog;
import com.neighborbid.realtime.support.Clients;
import com.neighborbid.realtime.support.Clients.Client;
import com.neighborbid.realtime.support.Engine;
import com.neighborbid.realtime.support.Instance;
import com.neighborbid.realtime.support.Neighbours;
import com.neighborbid.realtime.support.Stage;
import com.neighborbid.servers.TestServers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What auction-service tells of bidders travels with their bids by socket.
class BidderFactsIT {
  private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

  private final Neighbours neighbours = Stage.neighbours();
  private final long auction = Engine.newAuction();
  private final long user = Engine.newAuction();
  private final long seller = Engine.newAuction();

  @Test
  void theBidOfASuspendedBidderSaysSoAndAfterwardsNoMore() {
    tell(new SuspensionChanged(user, true, AT));
    awaitFacts(Stage.instance(), List.of(BidderFact.SUSPENDED));
    assertThat(factsOfABid(Stage.instance(), token(), 2_000)).containsExactly(BidderFact.SUSPENDED);

    tell(new SuspensionChanged(user, false, AT.plusSeconds(1)));
    awaitFacts(Stage.instance(), List.of());
    assertThat(factsOfABid(Stage.instance(), token(), 2_000)).isEmpty();
  }

  @Test
  void theBidOfABlockedBidderSaysSoInTheAuctionsOfThatSeller() {
    neighbours.room(Engine.state(auction, 1), "NATIONAL", seller);
    tell(new BlockChanged(user, seller, true, AT));
    tell(new BlockChanged(user, seller + 1, true, AT));
    awaitFacts(Stage.instance(), List.of(BidderFact.BLOCKED_BY_SELLER));
    assertThat(factsOfABid(Stage.instance(), token(), 2_000))
        .containsExactly(BidderFact.BLOCKED_BY_SELLER);

    tell(new BlockChanged(user, seller, false, AT.plusSeconds(1)));
    awaitFacts(Stage.instance(), List.of());
    assertThat(factsOfABid(Stage.instance(), token(), 2_000)).isEmpty();
  }

  @Test
  void anInstanceThatStartsLaterKnowsAllAndHasTheCapThatIsSet() {
    tell(new SuspensionChanged(user, true, AT));
    try (Instance later =
        Stage.anotherInstance(
            "--neighborbid.new-accounts.age=7d", "--neighborbid.new-accounts.most=5000")) {
      String fresh = neighbours.tokenOfMember(user, Instant.now().minusSeconds(60));
      assertThat(factsOfABid(later, fresh, 5_000)).containsExactly(BidderFact.SUSPENDED);
      assertThat(factsOfABid(later, fresh, 6_000))
          .containsExactly(BidderFact.SUSPENDED, BidderFact.NEW_ACCOUNT_LIMIT);
      String older = neighbours.tokenOfMember(user, Instant.now().minus(Duration.ofDays(8)));
      assertThat(factsOfABid(later, older, 6_000)).containsExactly(BidderFact.SUSPENDED);
    }
    // Where nothing is set, nobody is too new.
    String fresh = neighbours.tokenOfMember(user, Instant.now());
    assertThat(factsOfABid(Stage.instance(), fresh, 900_000_000))
        .doesNotContain(BidderFact.NEW_ACCOUNT_LIMIT);
  }

  private String token() {
    return neighbours.token(user, Duration.ofMinutes(5));
  }

  private void tell(BidderEvent event) {
    try (LogAppender appender =
        new LogAppender(TestServers.kafkaBootstrap(), "facts-it", Clock.systemUTC())) {
      var _ =
          appender
              .append(
                  Topics.AUCTION_BIDDERS,
                  BidderEventCodec.keyOf(event),
                  BidderEventCodec.typeOf(event),
                  UUID.randomUUID().toString(),
                  ContractJson.write(event))
              .join();
    }
  }

  private void awaitFacts(Instance instance, List<BidderFact> facts) {
    Caller caller = new Caller(user, "u", "u", Set.of(), Instant.now().plusSeconds(60), null, null);
    BidderFacts known = instance.bean(BidderFacts.class);
    eventually(
        "facts " + facts,
        () -> known.of(caller, auction, 2_000).join().filter(facts::equals).isPresent());
  }

  private List<BidderFact> factsOfABid(Instance instance, String token, long amount) {
    Stage.engine().publish(auction, 1);
    try (AuctionLog log = new AuctionLog();
        Client bidder = Clients.withToken(instance.port(), "/ws/auction/" + auction, token)) {
      bidder.next("snapshot");
      bidder.send("{\"action\":\"bid\",\"amount\":" + amount + "}");
      return log.nextBid(auction).facts();
    }
  }
}
