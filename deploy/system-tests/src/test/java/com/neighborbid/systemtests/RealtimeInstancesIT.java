package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.AFTER_A_FAULT;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.local.ServiceProcess;
import com.neighborbid.servers.Waiting;
import com.neighborbid.systemtests.client.Message;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Regular;
import com.neighborbid.systemtests.client.RestClient;
import com.neighborbid.systemtests.client.Seat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two realtime instances behind one gateway, viewers and bidders on both, and one of them goes
/// while a hundred bids a second flow: nobody misses a step or the answer to a bid.
@ExtendWith(NeighborBid.Extension.class)
class RealtimeInstancesIT {
  private static final int VIEWERS = 24;
  private static final int BIDDERS = 8;
  private static final int ALL = VIEWERS + BIDDERS;
  private static final int BIDS = 600;
  private static final int BIDS_BEFORE = 200;
  private static final Duration BETWEEN_BIDS = Duration.ofMillis(10);
  private static final Duration COUNTED_WITHIN = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofMinutes(20);
  private static final long PURSE = 2_000_000;

  private static ServiceProcess second;
  private static ServiceProcess gateway;
  private static RestClient rest;

  private final NeighborBid system;
  private final List<Regular> regulars = new ArrayList<>();
  private long auction;

  RealtimeInstancesIT(NeighborBid system) {
    this.system = system;
  }

  @BeforeAll
  static void start(NeighborBid system) {
    second = system.stack().startAnother("realtime");
    String both = system.stack().service("realtime").url() + "," + second.url();
    gateway = system.stack().startAnother("gateway", Map.of("NB_REALTIME_URL", both));
    rest = new RestClient(gateway.url());
  }

  @AfterAll
  static void stop() {
    rest.close();
    gateway.stop();
    second.stop();
  }

  @BeforeEach
  void fillTheRoom() {
    if (!second.isAlive()) {
      second.start();
      // The gateway tries it again by itself.
      Person passer = throughTheSecondGateway(system.stranger(1));
      long id = list(system.person("seller"), listing(LONG));
      awaitTrue(
          "the instance that is back is used",
          () -> {
            try (Seat seat = passer.enter(id)) {
              seat.await(m -> m.is("snapshot"));
              return connections(second) > 0;
            }
          },
          () -> "");
    }
    auction = list(system.person("seller"), listing(LONG));
    Person viewer = throughTheSecondGateway(system.stranger(1));
    for (int i = 0; i < ALL; i++) {
      Person person = i < BIDDERS ? throughTheSecondGateway(system.stranger(PURSE)) : viewer;
      regulars.add(new Regular(person, auction));
    }
    everybodyIsCounted(AFTER_A_FAULT);
    assertThat(connections(second)).isGreaterThanOrEqualTo(ALL / 4);
    assertThat(connections(system.stack().service("realtime"))).isGreaterThanOrEqualTo(ALL / 4);
  }

  @AfterEach
  void empty() {
    regulars.forEach(Regular::close);
  }

  @Test
  void nobodyMissesAnythingWhenAnInstanceIsKilled() throws Exception {
    long killedAt;
    try (Bidding bidding = new Bidding()) {
      bidding.awaitBids(BIDS_BEFORE);
      second.kill();
      killedAt = System.nanoTime();
      bidding.awaitBids(BIDS);
    }
    everybodyHasSeenAndHeardEverything();
    assertThat(departures().size()).isBetween(ALL / 4, ALL * 3 / 4);
    everybodyIsCounted(COUNTED_WITHIN.minusNanos(System.nanoTime() - killedAt));
    system.auditHolds();
  }

  @Test
  void anInstanceThatStopsAnswersItsBiddersAndSendsEverybodyToTheOther() throws Exception {
    try (Bidding bidding = new Bidding()) {
      bidding.awaitBids(BIDS_BEFORE);
      second.stop();
      bidding.awaitBids(BIDS);
    }
    List<Regular.Departure> departures = departures();
    assertThat(departures).hasSizeBetween(ALL / 4, ALL * 3 / 4);
    assertThat(departures).allSatisfy(one -> assertThat(one.code()).isEqualTo(1012));
    for (Regular.Departure one : departures) {
      assertThat(one.seat().outcomes().keySet())
          .as("answered before he had to go")
          .containsAll(one.seat().received().keySet());
    }
    long first = departures.stream().mapToLong(Regular.Departure::atNanos).min().orElseThrow();
    long last = departures.stream().mapToLong(Regular.Departure::atNanos).max().orElseThrow();
    assertThat(Duration.ofNanos(last - first)).as("in waves").isGreaterThan(Duration.ofMillis(200));
    everybodyHasSeenAndHeardEverything();
    everybodyIsCounted(COUNTED_WITHIN);
    system.auditHolds();
  }

  private List<Regular.Departure> departures() {
    return regulars.stream().map(Regular::departures).flatMap(Collection::stream).toList();
  }

  /// Everybody bids in turn, a hundred times a second; each amount is bid three times, so that two
  /// of three are refused.
  private final class Bidding implements AutoCloseable {
    private final AtomicInteger sent = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    Bidding() {
      var _ =
          clock.scheduleAtFixedRate(this::next, 0, BETWEEN_BIDS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void next() {
      int number = sent.get();
      if (number < BIDS) {
        regulars.get(number % BIDDERS).bid(10_000 + 1_000L * (number / 3));
        sent.incrementAndGet();
      }
    }

    void awaitBids(int count) {
      awaitTrue(count + " bids", () -> sent.get() >= count, sent::toString);
    }

    @Override
    public void close() {
      clock.shutdownNow();
    }
  }

  private void everybodyHasSeenAndHeardEverything() {
    awaitTrue(
        "every bid has an outcome",
        () -> regulars.stream().allMatch(one -> one.unanswered().isEmpty()),
        () -> regulars.stream().map(Regular::unanswered).toList().toString());
    assertThat(regulars.stream().mapToInt(Regular::bidsSent).sum()).isEqualTo(BIDS);
    List<Message> outcomes = regulars.stream().flatMap(one -> one.outcomes().stream()).toList();
    assertThat(outcomes).allSatisfy(one -> assertThat(one.text("bidId")).isNotEmpty());
    assertThat(outcomes.stream().map(one -> one.text("bidId")).distinct()).hasSize(BIDS);
    long seq = system.auction(auction).number("seq");
    awaitTrue(
        "everybody knows step " + seq,
        () -> regulars.stream().allMatch(one -> one.lastSeq() >= seq),
        () -> regulars.stream().map(Regular::lastSeq).toList().toString());
    regulars.forEach(RealtimeInstancesIT::assertNothingMissed);
  }

  /// The state when he first came, then every step, each once and in order.
  private static void assertNothingMissed(Regular regular) {
    List<Message> history = regular.history();
    assertThat(history.getFirst().is("snapshot")).isTrue();
    for (int i = 1; i < history.size(); i++) {
      Message before = history.get(i - 1);
      Message step = history.get(i);
      assertThat(step.is("update")).as("%s after %s", step, before).isTrue();
      assertThat(step.number("seq"))
          .as("%s after %s", step, before)
          .isEqualTo(before.number("seq") + 1);
      assertThat(step.number("amount"))
          .as("%s after %s", step, before)
          .isGreaterThan(before.number("amount"));
    }
  }

  private void everybodyIsCounted(Duration limit) {
    boolean counted =
        Waiting.until(
            limit, () -> regulars.stream().allMatch(one -> one.isThere() && one.viewers() == ALL));
    assertThat(counted)
        .as(
            () ->
                "viewers after " + limit + ": " + regulars.stream().map(Regular::viewers).toList())
        .isTrue();
  }

  private static void awaitTrue(String what, BooleanSupplier condition, Supplier<String> state) {
    boolean holds = Waiting.until(AFTER_A_FAULT, condition);
    assertThat(holds).as(() -> what + ": " + state.get()).isTrue();
  }

  private static Person throughTheSecondGateway(Person person) {
    return new Person(person.id(), person.nickname(), person.token(), rest, person.answers());
  }

  /// How many sockets an instance has, by its own word.
  private static int connections(ServiceProcess instance) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI metrics = instance.url().resolve("/actuator/prometheus");
      return http.send(
              HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.matches("neighborbid_realtime_connections[ {].*"))
          .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
