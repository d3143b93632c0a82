package com.neighborbid.bench.stack;

import com.neighborbid.bench.load.Offers;
import com.neighborbid.bench.load.Seat;
import com.neighborbid.systemtests.audit.RecordedAnswers;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import com.neighborbid.systemtests.client.RestClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The people of a benchmark: a seller who opens auctions, and bidders with a lot of money.
public final class Crowd implements AutoCloseable {
  private static final int BIDDERS = 8;
  private static final long DEPOSIT = 10_000_000;
  private static final int DEPOSITS = 20;
  private static final int AT_ONCE = 16;
  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final Duration WALLET_LIMIT = Duration.ofSeconds(20);

  private final RestClient rest;
  private final List<Person> bidders = new ArrayList<>();
  private final Person seller;

  private Crowd(RestClient rest) throws InterruptedException {
    this.rest = rest;
    String name = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    RecordedAnswers answers = new RecordedAnswers();
    seller = Person.signUp(rest, answers, "bench.seller." + name);
    for (int i = 0; i < BIDDERS; i++) {
      Person bidder = Person.signUp(rest, answers, "bench.bidder" + i + "." + name);
      bidders.add(bidder);
      fund(bidder);
    }
  }

  /// Signs everybody up at this gateway and fills the wallets.
  ///
  /// @throws InterruptedException if interrupted
  public static Crowd gather(Target target) throws InterruptedException {
    return new Crowd(new RestClient(target.gateway()));
  }

  private static void fund(Person bidder) throws InterruptedException {
    long end = System.nanoTime() + WALLET_LIMIT.toNanos();
    int done = 0;
    while (done < DEPOSITS) {
      Reply reply = bidder.deposit(DEPOSIT);
      if (reply.status() == CREATED) {
        done++;
      } else if (System.nanoTime() > end) {
        throw new IllegalStateException(reply.toString());
      } else {
        Thread.sleep(100); // a wallet appears a moment after its person
      }
    }
  }

  /// User ids of the bidders.
  public List<Long> bidderIds() {
    return bidders.stream().map(Person::id).toList();
  }

  /// Opens auctions that end in some hours.
  ///
  /// @throws InterruptedException if interrupted
  public List<Long> openAuctions(int count) throws InterruptedException {
    String token = signIn(seller);
    List<Future<Long>> opening = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int i = 0; i < count; i++) {
        opening.add(threads.submit(() -> open(token)));
      }
      List<Long> opened = new ArrayList<>();
      for (Future<Long> auction : opening) {
        opened.add(auction.get());
      }
      return opened;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an auction cannot be opened", e);
    }
  }

  private long open(String token) {
    Reply reply =
        rest.post(
            "/api/auctions",
            token,
            Map.of(
                "title", "A bicycle",
                "description", "Rides well",
                "category", "sports",
                "reach", "NATIONAL",
                "startPrice", Offers.START_PRICE,
                "bidUnit", 1,
                "endsAt", Instant.now().plus(Duration.ofHours(12)).toString(),
                "condition", "USED_A",
                "shippingPayer", "BUYER"));
    if (reply.status() != CREATED) {
      throw new IllegalStateException(reply.toString());
    }
    return reply.number("id");
  }

  /// Seats at each auction, each with another bidder, in the order in which they take turns. Fresh
  /// tokens, because a long run outlives them.
  public List<Seat> seats(List<Long> auctions, int perAuction) {
    List<String> tokens = bidders.stream().map(this::signIn).toList();
    List<Seat> seats = new ArrayList<>();
    for (int turn = 0; turn < perAuction; turn++) {
      for (int auction = 0; auction < auctions.size(); auction++) {
        String token = tokens.get((auction + turn) % tokens.size());
        seats.add(new Seat(auction, auctions.get(auction), token));
      }
    }
    return seats;
  }

  private String signIn(Person person) {
    Reply reply =
        rest.post(
            "/api/auth/login",
            null,
            Map.of("username", person.nickname(), "password", "password of " + person.nickname()));
    if (reply.status() != OK) {
      throw new IllegalStateException(reply.toString());
    }
    return reply.text("accessToken");
  }

  @Override
  public void close() {
    rest.close();
  }
}
