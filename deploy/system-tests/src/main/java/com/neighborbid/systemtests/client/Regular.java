package com.neighborbid.systemtests.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Somebody in a room who comes back whenever the room closes its door: after a growing, random
/// pause, saying what he saw last, and sending those bids again that he has no answer to.
public final class Regular implements AutoCloseable {
  private static final Duration VISIT = Duration.ofMinutes(10);
  private static final int LONGEST_PAUSE_MS = 2_000;

  private final Supplier<Person> person;
  private final long auctionId;
  private final List<Seat> seats = new CopyOnWriteArrayList<>();
  private final List<Departure> departures = new CopyOnWriteArrayList<>();
  private final Map<String, Offer> bids = new LinkedHashMap<>();
  private final Thread thread;
  private volatile boolean leaving;

  /// The end of one visit.
  ///
  /// @param code the close code; 1006 where the connection was just lost
  public record Departure(Seat seat, int code, long atNanos) {}

  /// @param max the secret maximum; the amount itself where there is none
  private record Offer(long amount, long max) {
    void sendFrom(Seat seat, String name) {
      seat.bid(name, amount, max);
    }
  }

  public Regular(Person person, long auctionId) {
    this(() -> person, auctionId);
  }

  /// @param person asked at every visit, because an access token does not last
  public Regular(Supplier<Person> person, long auctionId) {
    this.person = person;
    this.auctionId = auctionId;
    this.thread = Thread.startVirtualThread(this::stay);
  }

  private void stay() {
    int failures = 0;
    while (!leaving) {
      try {
        Seat seat = enter();
        if (leaving) {
          seat.close();
          return;
        }
        int code = closeCode(seat);
        departures.add(new Departure(seat, code, System.nanoTime()));
        // A door that closes before anything was said is as good as closed.
        failures = seat.socket().messages().isEmpty() ? failures + 1 : 0;
      } catch (RuntimeException _) {
        failures++;
      }
      pause(failures);
    }
  }

  private Seat enter() {
    long since = lastSeq();
    Person now = person.get();
    Seat seat = since < 0 ? now.enter(auctionId) : now.enterAgain(auctionId, since);
    synchronized (bids) {
      Map<String, Offer> open = new LinkedHashMap<>(bids);
      open.keySet().removeIf(name -> outcome(name) != null);
      seats.add(seat);
      open.forEach((name, offer) -> offer.sendFrom(seat, name));
    }
    return seat;
  }

  private static int closeCode(Seat seat) {
    try {
      return seat.socket().awaitClose(VISIT);
    } catch (CompletionException _) {
      return 1006;
    }
  }

  private void pause(int failures) {
    int most = Math.min(LONGEST_PAUSE_MS, 200 << Math.min(failures, 10));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(20, most));
    } catch (InterruptedException _) {
      leaving = true;
    }
  }

  /// Bids now, or as soon as he is back.
  public void bid(long amount) {
    bidUpTo(amount, amount);
  }

  /// The same with a secret maximum; the amount itself for none.
  public void bidUpTo(long amount, long max) {
    synchronized (bids) {
      String name = UUID.randomUUID().toString();
      Offer offer = new Offer(amount, max);
      bids.put(name, offer);
      if (!seats.isEmpty()) {
        offer.sendFrom(seats.getLast(), name);
      }
    }
  }

  /// How many different bids he has made.
  public int bidsSent() {
    synchronized (bids) {
      return bids.size();
    }
  }

  /// His bids without a last word.
  public List<String> unanswered() {
    synchronized (bids) {
      return bids.keySet().stream().filter(name -> outcome(name) == null).toList();
    }
  }

  /// The last words on his bids.
  public List<Message> outcomes() {
    synchronized (bids) {
      List<Message> all = new ArrayList<>();
      for (String name : bids.keySet()) {
        Message outcome = outcome(name);
        if (outcome != null) {
          all.add(outcome);
        }
      }
      return all;
    }
  }

  private @Nullable Message outcome(String name) {
    for (Seat seat : seats) {
      Message outcome = seat.outcomes().get(name);
      if (outcome != null) {
        return outcome;
      }
    }
    return null;
  }

  /// Whether he is in the room and was told its state.
  public boolean isThere() {
    return !seats.isEmpty() && seats.getLast().socket().isOpen() && lastSeq() >= 0;
  }

  /// One seat for each visit, the last one may still be open.
  public List<Seat> seats() {
    return List.copyOf(seats);
  }

  /// How his visits ended.
  public List<Departure> departures() {
    return List.copyOf(departures);
  }

  /// Everything he was told about the room over all visits, in order.
  public List<Message> history() {
    return seats.stream()
        .flatMap(seat -> seat.socket().messages().stream())
        .filter(message -> message.number("seq") >= 0 && !message.is("accepted"))
        .toList();
  }

  /// The last step he knows of; -1 before the first.
  public long lastSeq() {
    List<Message> history = history();
    return history.isEmpty() ? -1 : history.getLast().number("seq");
  }

  /// How many viewers he was told of last; 0 where never.
  public long viewers() {
    return seats.stream()
        .flatMap(seat -> seat.socket().messages().stream())
        .mapToLong(message -> message.number("viewers"))
        .filter(viewers -> viewers >= 0)
        .reduce(0, (_, later) -> later);
  }

  @Override
  public void close() {
    leaving = true;
    thread.interrupt();
    seats.forEach(Seat::close);
  }
}
