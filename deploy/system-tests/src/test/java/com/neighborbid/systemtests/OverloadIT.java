package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.AFTER_A_FAULT;
import static com.neighborbid.systemtests.NeighborBid.eventually;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.local.ServiceProcess;
import com.neighborbid.servers.Waiting;
import com.neighborbid.systemtests.client.Message;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import com.neighborbid.systemtests.client.RestClient;
import com.neighborbid.systemtests.client.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// More bids than are decided, for twenty seconds (`-Doverload.seconds=…`): who is let in has his
/// answer, everybody else is told to come back, nothing is lost, and afterwards it is as if nothing
/// had been.
///
/// However fast the machine is, more is offered than is decided, because the wallet stands still
/// nine tenths of the time. It never does for a second: then nobody would be refused any more.
@ExtendWith(NeighborBid.Extension.class)
class OverloadIT {
  private static final int BIDDERS = 8;
  private static final int BIDS_OF_A_ROUND = 1_500;
  private static final long PURSE = 9_000_000;
  private static final Duration LOAD =
      Duration.ofSeconds(Integer.getInteger("overload.seconds", 20));
  private static final Duration LONGEST_LOAD = LOAD.multipliedBy(3);
  private static final Duration STILL = Duration.ofMillis(900);
  private static final Duration AT_WORK = Duration.ofMillis(100);

  /// An answer takes as long as the wallet stands still and what was let in before takes; the rest
  /// is for a machine that has other things to do. Without a bound it would be the whole load.
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);

  private static final int ENOUGH_REFUSED = 1_000;
  private static final Set<String> COME_BACK = Set.of("SERVICE_UNAVAILABLE", "TOO_MANY_REQUESTS");

  private static ServiceProcess realtime;
  private static ServiceProcess gateway;
  private static RestClient rest;

  private final NeighborBid system;
  private final Map<String, Long> sentAt = new HashMap<>();
  private final List<Reply> replies = new ArrayList<>();
  private long price = 10;

  OverloadIT(NeighborBid system) {
    this.system = system;
  }

  /// The stack runs without limits; what a person may do is not what is tested here.
  @BeforeAll
  static void start(NeighborBid system) {
    realtime =
        system
            .stack()
            .startAnother(
                "realtime",
                Map.of(
                    "NB_LIMITS", "on",
                    "NB_USER_BIDS_PER_SECOND", "1000000",
                    "NB_USER_BIDS_BURST", "1000000",
                    "NB_AUCTION_BIDS_PER_SECOND", "1000000",
                    "NB_AUCTION_BIDS_BURST", "1000000",
                    "NEIGHBORBID_REALTIME_SOCKETS_MOSTMESSAGES", "1000000",
                    "NEIGHBORBID_REALTIME_SOCKETS_MOSTBIDSINFLIGHT", "1000000"));
    gateway =
        system
            .stack()
            .startAnother("gateway", Map.of("NB_REALTIME_URL", realtime.url().toString()));
    rest = new RestClient(gateway.url());
  }

  @AfterAll
  static void stop() {
    rest.close();
    gateway.stop();
    realtime.stop();
  }

  @Test
  void whatIsTooMuchIsRefusedAndTheRestAnsweredInTime() throws Exception {
    Person seller = system.person("seller");
    long auction = list(seller, listing(Duration.ofMinutes(20), "startPrice", 10, "bidUnit", 1));
    List<Seat> seats = new ArrayList<>();
    try {
      for (int i = 0; i < BIDDERS; i++) {
        seats.add(throughTheOtherGateway(system.stranger(PURSE)).enter(auction));
      }
      seats.forEach(seat -> seat.await(m -> m.is("snapshot")));
      offerTooMuch(seats, auction);
      Map<String, Message> outcomes = awaitOutcomes(seats);
      everybodyHadHisAnswerInTime(outcomes);
      assertThat(refused(outcomes)).as("refused of %d", outcomes.size()).isPositive();
      assertThat(outcomes.values().stream().filter(m -> m.text("status").equals("ACCEPTED")))
          .as("accepted of %d", outcomes.size())
          .isNotEmpty();
      replies.forEach(OverloadIT::isAnAnswer);
      itIsAsBefore(auction);
    } finally {
      system.stack().service("wallet").resume();
      seats.forEach(Seat::close);
    }
    system.auditHolds();
  }

  private void offerTooMuch(List<Seat> seats, long auction) {
    ServiceProcess wallet = system.stack().service("wallet");
    Person overRest = system.stranger(PURSE);
    long start = System.nanoTime();
    while (isBefore(start, LOAD)
        || (isBefore(start, LONGEST_LOAD) && refused(outcomes(seats)) < ENOUGH_REFUSED)) {
      wallet.freeze();
      long frozen = System.nanoTime();
      for (int i = 0; i < BIDS_OF_A_ROUND && isBefore(frozen, STILL); i++) {
        Seat seat = seats.get(i % seats.size());
        long now = System.nanoTime();
        sentAt.put(seat.bid(price++), now);
      }
      pauseUntil(frozen + STILL.toNanos());
      wallet.resume();
      long resumed = System.nanoTime();
      replies.add(overRest.bid(auction, price++, "Prefer", "respond-async"));
      pauseUntil(resumed + AT_WORK.toNanos());
    }
  }

  private static boolean isBefore(long startNanos, Duration limit) {
    return System.nanoTime() - startNanos < limit.toNanos();
  }

  /// The pace of the load; nothing is waited for.
  private static void pauseUntil(long nanos) {
    try {
      Thread.sleep(Math.max(0, (nanos - System.nanoTime()) / 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, Message> outcomes(List<Seat> seats) {
    Map<String, Message> all = new HashMap<>();
    seats.forEach(seat -> all.putAll(seat.outcomes()));
    return all;
  }

  private static long refused(Map<String, Message> outcomes) {
    return outcomes.values().stream().filter(m -> COME_BACK.contains(m.text("code"))).count();
  }

  private Map<String, Message> awaitOutcomes(List<Seat> seats) {
    boolean all = Waiting.until(AFTER_A_FAULT, () -> outcomes(seats).size() == sentAt.size());
    Map<String, Message> outcomes = outcomes(seats);
    assertThat(all).as("%d of %d are answered", outcomes.size(), sentAt.size()).isTrue();
    assertThat(seats).allMatch(seat -> seat.socket().isOpen());
    return outcomes;
  }

  private void everybodyHadHisAnswerInTime(Map<String, Message> outcomes) {
    outcomes.forEach(
        (name, message) -> {
          Duration took = Duration.ofNanos(message.atNanos() - sentAt.get(name));
          assertThat(took).as(message::toString).isLessThan(ANSWERED_WITHIN);
          if (message.is("error")) {
            assertThat(message.text("error")).as(message::toString).isNotEmpty();
            assertThat(message.text("code")).as(message::toString).isNotEqualTo("INTERNAL");
          }
        });
  }

  private static void isAnAnswer(Reply reply) {
    assertThat(reply.status()).as(reply::toString).isIn(201, 202, 409, 422, 429, 503);
    if (reply.status() == 429 || reply.status() == 503) {
      assertThat(reply.header("Retry-After")).as(reply::toString).isNotEmpty();
    }
  }

  /// Within ten seconds a bid is taken at once, and decided as fast as any other.
  private void itIsAsBefore(long auction) {
    try (Seat seat = throughTheOtherGateway(system.stranger(PURSE)).enter(auction)) {
      seat.await(m -> m.is("snapshot"));
      Message accepted =
          eventually(
              Duration.ofSeconds(10),
              () -> {
                long amount = system.auction(auction).number("currentPrice") + 1_000;
                return seat.outcome(seat.bid(amount));
              },
              message -> message.text("status").equals("ACCEPTED"));
      long again = System.nanoTime();
      Message next = seat.outcome(seat.bid(accepted.number("currentPrice") + 10_000));
      assertThat(next.text("status")).as(next::toString).isEqualTo("ACCEPTED");
      assertThat(Duration.ofNanos(next.atNanos() - again)).isLessThan(Duration.ofSeconds(5));
    }
  }

  private static Person throughTheOtherGateway(Person person) {
    return new Person(person.id(), person.nickname(), person.token(), rest, person.answers());
  }
}
