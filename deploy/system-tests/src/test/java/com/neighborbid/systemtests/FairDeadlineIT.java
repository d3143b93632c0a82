package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.AFTER_A_FAULT;
import static com.neighborbid.systemtests.NeighborBid.eventually;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.local.ServiceProcess;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A bid in time is never dropped because the system was slow, a late one is never taken: the time
/// of the log decides, however late the wallet answers.
@ExtendWith(NeighborBid.Extension.class)
class FairDeadlineIT {
  private static final int SENDERS = 20;
  private static final int BIDS_EACH = 50;
  private static final int BIDS = SENDERS * BIDS_EACH;
  private static final long UNIT = 1_000;
  private static final Duration STOPPED = Duration.ofMillis(1_200);
  private static final Duration RUNNING = Duration.ofMillis(150);

  private final NeighborBid system;
  private final Set<Long> withMoney = new HashSet<>();

  FairDeadlineIT(NeighborBid system) {
    this.system = system;
  }

  /// A bid as its row tells it.
  private record Row(
      long bidder, long amount, String status, String code, Instant loggedAt, long offset) {}

  @Test
  void exactlyThoseInTimeCountThoughTheWalletIsSlow() throws Exception {
    Person seller = system.person("seller");
    List<Person> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      // Every fourth can pay only a part of what he bids.
      boolean rich = i % 4 != 3;
      Person sender = system.stranger(rich ? 9_000_000 : 15_000);
      senders.add(sender);
      if (rich) {
        withMoney.add(sender.id());
      }
    }
    Instant end = Instant.now().plusSeconds(8);
    var body = listing(Duration.ZERO);
    body.put("endsAt", end.toString());
    long id = list(seller, body);
    try (Slowly _ = new Slowly(system.stack().service("wallet"))) {
      send(senders, id, end);
    }
    Reply ended =
        eventually(AFTER_A_FAULT, () -> system.auction(id), r -> r.text("status").equals("ENDED"));
    List<Row> rows =
        eventually(
            AFTER_A_FAULT,
            () -> rows(id),
            all ->
                all.size() == BIDS && all.stream().noneMatch(r -> r.status().equals("RECEIVED")));
    judge(rows, Instant.parse(ended.text("endsAt")), ended);
    system.auditHolds();
  }

  /// All senders bid at random from four seconds before the end to two after it.
  private static void send(List<Person> senders, long id, Instant end) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> sent = new ArrayList<>();
      for (int i = 0; i < senders.size(); i++) {
        Person sender = senders.get(i);
        Random random = new Random(7L * i);
        sent.add(CompletableFuture.runAsync(() -> send(sender, random, id, end), threads));
      }
      sent.forEach(CompletableFuture::join);
    }
  }

  private static void send(Person sender, Random random, long id, Instant end) {
    Instant from = end.minusSeconds(4);
    for (int i = 0; i < BIDS_EACH; i++) {
      Instant due = from.plusMillis(i * 120L + random.nextInt(120));
      eventually(AFTER_A_FAULT, Instant::now, now -> !now.isBefore(due));
      long amount = 10_000 + UNIT * (i * 8L + random.nextInt(40));
      Reply reply = sender.bid(id, amount, "Prefer", "respond-async");
      assertThat(reply.status()).as(reply::toString).isIn(202, 201, 409, 422);
    }
  }

  private void judge(List<Row> rows, Instant end, Reply ended) {
    List<Row> late = rows.stream().filter(row -> !row.loggedAt().isBefore(end)).toList();
    List<Row> inTime = rows.stream().filter(row -> row.loggedAt().isBefore(end)).toList();
    assertThat(late).as("bids after the end").hasSizeGreaterThan(BIDS / 20);
    assertThat(inTime).as("bids before the end").hasSizeGreaterThan(BIDS / 20);
    assertThat(late).allMatch(row -> row.code().equals("AUCTION_ENDED"));
    assertThat(inTime).noneMatch(row -> row.code().equals("AUCTION_ENDED"));
    assertThat(inTime)
        .filteredOn(row -> row.code().equals("INSUFFICIENT_FUNDS"))
        .as("somebody without the money was declined")
        .isNotEmpty()
        .noneMatch(row -> withMoney.contains(row.bidder()));
    Optional<Row> best =
        inTime.stream()
            .filter(row -> withMoney.contains(row.bidder()))
            .max(
                Comparator.comparingLong(Row::amount)
                    .thenComparing(Row::offset, Comparator.reverseOrder()));
    assertThat(best).isPresent();
    assertThat(best.get().status()).isEqualTo("ACCEPTED");
    assertThat(ended.number("winnerId")).isEqualTo(best.get().bidder());
    // Where he was the leader already, his last bid raised his maximum and not the price.
    long rivals =
        inTime.stream()
            .filter(row -> withMoney.contains(row.bidder()))
            .filter(row -> row.bidder() != best.get().bidder())
            .mapToLong(Row::amount)
            .max()
            .orElse(0);
    assertThat(ended.number("currentPrice")).isBetween(rivals, best.get().amount());
  }

  private List<Row> rows(long id) {
    List<Row> rows = new ArrayList<>();
    try (var connection = system.database("auction");
        var statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select *, coalesce(code, '') as word from bid where auction_id = " + id)) {
      while (row.next()) {
        rows.add(
            new Row(
                row.getLong("bidder_id"),
                row.getLong("amount"),
                row.getString("status"),
                row.getString("word"),
                row.getTimestamp("logged_at").toInstant(),
                row.getLong("log_offset")));
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  /// Lets a service run only a small part of the time.
  private static final class Slowly implements AutoCloseable {
    private final Thread thread;
    private volatile boolean done;

    Slowly(ServiceProcess service) {
      thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (!done) {
                      service.freeze();
                      pause(STOPPED);
                      service.resume();
                      pause(RUNNING);
                    }
                  });
    }

    private static void pause(Duration length) {
      try {
        Thread.sleep(length);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      done = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
