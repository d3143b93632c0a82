package com.neighborbid.systemtests.client;

import com.neighborbid.systemtests.audit.BidAnswer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// A person in a room: bids by socket and records what he is told about them.
public final class Seat implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Person person;
  private final long auctionId;
  private final SocketClient socket;
  private final Map<String, Long> amounts = new ConcurrentHashMap<>();
  private final Map<String, String> received = new ConcurrentHashMap<>();
  private final Map<String, Message> outcomes = new ConcurrentHashMap<>();

  private Seat(Person person, long auctionId, String query) {
    this.person = person;
    this.auctionId = auctionId;
    this.socket =
        SocketClient.open(
            person.rest().address(),
            "/ws/auction/" + auctionId + "/" + query,
            Optional.of(person.token()),
            this::heard);
  }

  static Seat take(Person person, long auctionId, String query) {
    return new Seat(person, auctionId, query);
  }

  public SocketClient socket() {
    return socket;
  }

  public Person person() {
    return person;
  }

  /// Sends a bid under a name of its own.
  ///
  /// @return the name
  public String bid(long amount) {
    return bid(UUID.randomUUID().toString(), amount);
  }

  /// Sends a bid under the name, which is its idempotency key too.
  public String bid(String name, long amount) {
    return bid(name, amount, amount);
  }

  /// Sends a bid with a secret maximum under a name of its own.
  ///
  /// @return the name
  public String bidUpTo(long amount, long maxAmount) {
    return bid(UUID.randomUUID().toString(), amount, maxAmount);
  }

  /// Sends a bid under the name; a maximum that is the amount is none.
  String bid(String name, long amount, long maxAmount) {
    amounts.put(name, amount);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("action", "bid");
    message.put("amount", amount);
    if (maxAmount != amount) {
      message.put("maxAmount", maxAmount);
    }
    message.put("id", name);
    socket.send(message);
    return name;
  }

  /// The names of the bids that the server has taken in, with their bid ids.
  public Map<String, String> received() {
    return Map.copyOf(received);
  }

  /// The last words on bids, by their names: `accepted` or `error` messages.
  public Map<String, Message> outcomes() {
    return Map.copyOf(outcomes);
  }

  /// The first message that fits, waited for where it has not come yet.
  public Message await(Predicate<Message> fits) {
    return socket.await(LIMIT, fits);
  }

  /// The last word on a bid, waited for.
  public Message outcome(String name) {
    return await(message -> message.text("id").equals(name) && isLastWord(message));
  }

  /// The refusal of what was just sent, waited for.
  public Message refusal(String code) {
    return await(message -> message.is("error") && message.text("code").equals(code));
  }

  /// The messages of one type so far.
  public List<Message> all(String type) {
    return socket.messages().stream().filter(message -> message.is(type)).toList();
  }

  private static boolean isLastWord(Message message) {
    return message.is("accepted") || message.is("error");
  }

  private void heard(Message message) {
    String name = message.text("id");
    Long amount = amounts.get(name);
    if (amount == null) {
      return;
    }
    if (message.is("received")) {
      received.put(name, message.text("bidId"));
      record(message, amount, "RECEIVED", Optional.empty());
    } else if (message.is("accepted")) {
      record(message, amount, message.text("status"), Optional.empty());
      outcomes.put(name, message);
    } else if (message.is("error")) {
      if (isRefusal(message)) {
        record(message, amount, "REJECTED", Optional.of(message.text("code")));
      }
      outcomes.put(name, message);
    }
  }

  /// A refusal of the engine; what the edge refuses or does not know has no row.
  private static boolean isRefusal(Message message) {
    return message.body().has("bidId")
        && switch (message.text("code")) {
          case "IDEMPOTENCY_KEY_REUSED", "SERVICE_UNAVAILABLE", "TOO_MANY_REQUESTS" -> false;
          default -> true;
        };
  }

  private void record(Message message, long amount, String status, Optional<String> code) {
    person
        .answers()
        .add(
            new BidAnswer(
                "WebSocket",
                UUID.fromString(message.text("bidId")),
                auctionId,
                person.id(),
                amount,
                status,
                code));
  }

  @Override
  public void close() {
    socket.close();
  }
}
