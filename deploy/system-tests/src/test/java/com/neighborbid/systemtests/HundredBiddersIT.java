package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.assertBalance;
import static com.neighborbid.systemtests.NeighborBid.close;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.systemtests.audit.BidAnswer;
import com.neighborbid.systemtests.client.Message;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import com.neighborbid.systemtests.client.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NeighborBid.Extension.class)
class HundredBiddersIT {
  private static final int BIDDERS = 100;
  private static final int BIDS_EACH = 12;
  private static final long PURSE = 400_000;
  private static final long UNIT = 1_000;

  private final NeighborBid system;

  HundredBiddersIT(NeighborBid system) {
    this.system = system;
  }

  @Test
  void priceLeaderWalletsAndAnswersAgreeAfterAHundredBidAtOnce() throws Exception {
    Person seller = system.person("seller");
    long id = list(seller, listing(Duration.ofMinutes(10)));
    List<Seat> seats = new ArrayList<>();
    for (int i = 0; i < BIDDERS; i++) {
      seats.add(system.stranger(PURSE).enter(id));
    }
    try {
      seats.forEach(seat -> seat.await(m -> m.is("snapshot")));
      List<Reply> overRest = bidAtOnce(seats, id);
      assertThat(overRest.stream().filter(reply -> reply.status() >= 500)).isEmpty();
      Reply last = system.auction(id);
      long seq = last.number("seq");
      for (Seat seat : seats) {
        seat.await(m -> m.is("update") && m.number("seq") == seq);
        assertUpdatesRise(seat);
      }
      assertAgreement(seats, last, seller);
      Reply ended = close(seller, id);
      assertBalance(seller, last.number("currentPrice"), 0);
      assertThat(ended.number("currentPrice")).isEqualTo(last.number("currentPrice"));
      assertThat(ended.number("winnerId")).isEqualTo(last.number("leaderId"));
    } finally {
      seats.forEach(Seat::close);
    }
    system.auditHolds();
  }

  /// Everybody bids a little above what he believes to be the price, every third time over REST,
  /// without waiting for anybody else.
  private static List<Reply> bidAtOnce(List<Seat> seats, long id) throws Exception {
    Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    AtomicLong highest = new AtomicLong(9_000);
    AtomicInteger sent = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < seats.size(); i++) {
        Seat seat = seats.get(i);
        Random random = new Random(i);
        all.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < BIDS_EACH; n++) {
                    long amount = highest.addAndGet(UNIT * random.nextInt(2));
                    amount += UNIT * random.nextInt(3);
                    if ((sent.getAndIncrement()) % 3 == 0) {
                      replies.add(seat.person().bid(id, amount));
                    } else {
                      Message answer = seat.outcome(seat.bid(amount));
                      assertThat(answer.type()).isNotEmpty();
                    }
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
    }
    return List.copyOf(replies);
  }

  private static void assertUpdatesRise(Seat seat) {
    long amount = 0;
    long seq = 0;
    for (Message message : seat.socket().messages()) {
      if (message.is("snapshot") || message.is("update")) {
        assertThat(message.number("seq")).isGreaterThan(seq);
        assertThat(message.number("amount")).isGreaterThanOrEqualTo(amount);
        seq = message.number("seq");
        amount = message.number("amount");
      }
    }
  }

  /// The leader is who bid most, and what he bid is held; everybody else has his money back. A
  /// leader who bid again has raised his maximum without moving the price.
  private void assertAgreement(List<Seat> seats, Reply auction, Person seller) {
    BidAnswer highest =
        system.answers().all().stream()
            .filter(answer -> answer.auctionId() == auction.number("id"))
            .filter(answer -> answer.status().equals("ACCEPTED"))
            .max(Comparator.comparingLong(BidAnswer::amount))
            .orElseThrow();
    assertThat(highest.bidderId()).isEqualTo(auction.number("leaderId"));
    assertThat(auction.number("currentPrice")).isLessThanOrEqualTo(highest.amount());
    for (Seat seat : seats) {
      assertThat(seat.all("update").getLast().number("amount"))
          .isEqualTo(auction.number("currentPrice"));
      long held = seat.person().id() == highest.bidderId() ? highest.amount() : 0;
      assertBalance(seat.person(), PURSE - held, held);
    }
    assertBalance(seller, 0, 0);
  }
}
