package com.neighborbid.systemtests;

import com.neighborbid.systemtests.client.Message;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Somebody in a room who comes back whenever the room closes its door: after a growing, random
/// pause, saying what he saw last, and sending those bids again that he has no answer to.
final class Regular implements AutoCloseable {
  private static final Duration VISIT = Duration.ofMinutes(10);
  private static final int LONGEST_PAUSE_MS = 2_000;

  private final Person person;
  private final long auctionId;
  private final List<Seat> seats = new CopyOnWriteArrayList<>();
  private final List<Departure> departures = new CopyOnWriteArrayList<>();
  private final Map<String, Long> bids = new LinkedHashMap<>();
  private final Thread thread;
  private volatile boolean leaving;

  /// The end of one visit.
  ///
  /// @param code the close code; 1006 where the connection was just lost
  record Departure(Seat seat, int code, long atNanos) {}

  Regular(Person person, long auctionId) {
    this.person = person;
    this.auctionId = auctionId;
    this.thread = Thread.startVirtualThread(this::stay);
  }

  private void stay() {
    int failures = 0;
    while (!leaving) {
      try {
        Seat seat = enter();
        failures = 0;
        int code = closeCode(seat);
        departures.add(new Departure(seat, code, System.nanoTime()));
      } catch (RuntimeException _) {
        failures++;
      }
      pause(failures);
    }
  }

  private Seat enter() {
    Seat seat = seats.isEmpty() ? person.enter(auctionId) : person.enterAgain(auctionId, lastSeq());
    synchronized (bids) {
      Map<String, Long> open = new LinkedHashMap<>(bids);
      open.keySet().removeIf(name -> outcome(name) != null);
      seats.add(seat);
      open.forEach(seat::bid);
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
  void bid(long amount) {
    synchronized (bids) {
      String name = UUID.randomUUID().toString();
      bids.put(name, amount);
      seats.getLast().bid(name, amount);
    }
  }

  int bidsSent() {
    synchronized (bids) {
      return bids.size();
    }
  }

  /// His bids without a last word.
  List<String> unanswered() {
    synchronized (bids) {
      return bids.keySet().stream().filter(name -> outcome(name) == null).toList();
    }
  }

  /// The last words on his bids.
  List<Message> outcomes() {
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
  boolean isThere() {
    return !seats.isEmpty() && seats.getLast().socket().isOpen() && lastSeq() >= 0;
  }

  List<Seat> seats() {
    return List.copyOf(seats);
  }

  List<Departure> departures() {
    return List.copyOf(departures);
  }

  /// Everything he was told about the room over all visits, in order.
  List<Message> history() {
    return seats.stream()
        .flatMap(seat -> seat.socket().messages().stream())
        .filter(message -> message.number("seq") >= 0 && !message.is("accepted"))
        .toList();
  }

  /// The last step he knows of; -1 before the first.
  long lastSeq() {
    List<Message> history = history();
    return history.isEmpty() ? -1 : history.getLast().number("seq");
  }

  /// How many viewers he was told of last; 0 where never.
  long viewers() {
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
