package com.neighborbid.user.delivery;

import com.neighborbid.user.delivery.Outcome.Dropped;
import com.neighborbid.user.delivery.Outcome.Failed;
import com.neighborbid.user.delivery.Outcome.NotYet;
import com.neighborbid.user.delivery.Outcome.Refused;
import com.neighborbid.user.delivery.Outcome.Sent;
import com.neighborbid.user.delivery.Outcome.Unknown;
import com.neighborbid.user.preference.domain.Channel;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One channel's queue of what is urgent, or of the rest, and what is done with its deliveries.
final class Queue {
  private static final Logger log = LoggerFactory.getLogger(Queue.class);
  private static final int MOST_DOUBLINGS = 20;
  private static final Duration TITLE_PAUSE = Duration.ofSeconds(2);

  private final Channel channel;
  private final boolean urgent;
  private final Sender sender;
  private final Tools tools;

  /// What all queues share.
  record Tools(
      DeliveryTable table,
      Letters letters,
      DeliveryProperties properties,
      Clock clock,
      RandomGenerator random,
      MeterRegistry metrics) {}

  Queue(Sender sender, boolean urgent, Tools tools) {
    this.channel = sender.channel();
    this.urgent = urgent;
    this.sender = sender;
    this.tools = tools;
  }

  String name() {
    return channel.id() + (urgent ? "-urgent" : "-rest");
  }

  /// Takes a batch and sends it, all at once.
  ///
  /// @return whether there may be more
  boolean round() throws InterruptedException {
    DeliveryProperties properties = tools.properties();
    Instant leaseEnd = tools.clock().instant().plus(properties.lease());
    List<Delivery> taken = tools.table().claim(channel, urgent, properties.batch(), leaseEnd);
    List<Thread> sending =
        taken.stream().map(one -> Thread.startVirtualThread(() -> deliver(one))).toList();
    for (Thread one : sending) {
      one.join();
    }
    return taken.size() == properties.batch();
  }

  private void deliver(Delivery delivery) {
    try {
      finish(delivery, attempt(delivery));
    } catch (RuntimeException e) {
      // What we could not note stays SENDING until its lease is over.
      log.error("Delivery {} over {} went wrong", delivery.id(), channel, e);
    }
  }

  private Outcome attempt(Delivery delivery) {
    Optional<Letter> letter;
    boolean canWait = canWait(delivery);
    try {
      letter = tools.letters().write(delivery, canWait);
    } catch (RuntimeException e) {
      log.warn("Delivery {} cannot be written", delivery.id(), e);
      return new Failed(e.toString());
    }
    if (letter.isPresent() && letter.get().lacksTitle() && canWait) {
      return new NotYet("title of the auction");
    }
    return letter
        .map(sender::send)
        .orElseGet(() -> new Dropped("there is nothing to say or nobody to say it to any more"));
  }

  /// A page is shown at once, with or without titles; what leaves the house names its auction, or
  /// has at least waited for the name.
  private boolean canWait(Delivery delivery) {
    Instant latest = delivery.createdAt().plus(tools.properties().titleWait());
    return tools.clock().instant().isBefore(latest);
  }

  private void finish(Delivery delivery, Outcome outcome) {
    switch (outcome) {
      case Sent() -> over(delivery, "SENT", "sent", null);
      case Dropped(String reason) -> over(delivery, "DROPPED", "dropped", reason);
      case Refused(String reason) -> over(delivery, "DEAD", "refused", "refused: " + reason);
      case Unknown(String reason) -> over(delivery, "DEAD", "unknown", "unknown: " + reason);
      case NotYet(String missing) -> {
        tools
            .table()
            .postpone(delivery.id(), tools.clock().instant().plus(TITLE_PAUSE), "no " + missing);
        count("postponed");
      }
      case Failed(String reason) -> {
        if (delivery.attempts() >= tools.properties().attempts()) {
          over(delivery, "DEAD", "given_up", "failed: " + reason);
        } else {
          tools
              .table()
              .retry(
                  delivery.id(), tools.clock().instant().plus(pause(delivery.attempts())), reason);
          count("failed");
        }
      }
    }
  }

  private void over(Delivery delivery, String status, String counted, @Nullable String error) {
    tools.table().finish(delivery.id(), status, error);
    count(counted);
    if (status.equals("DEAD")) {
      log.warn("Delivery {} over {} is dead: {}", delivery.id(), channel, error);
    }
  }

  /// Doubles with every attempt up to a bound; half of it is random, so that what failed together
  /// does not come back together.
  private Duration pause(int attempts) {
    DeliveryProperties properties = tools.properties();
    Duration doubled =
        properties.firstPause().multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
    Duration bounded =
        doubled.compareTo(properties.longestPause()) < 0 ? doubled : properties.longestPause();
    long half = bounded.toMillis() / 2;
    return Duration.ofMillis(half + tools.random().nextLong(half + 1));
  }

  private void count(String outcome) {
    tools
        .metrics()
        .counter(
            "neighborbid.deliveries",
            "channel",
            channel.id(),
            "urgent",
            Boolean.toString(urgent),
            "outcome",
            outcome)
        .increment();
  }
}
