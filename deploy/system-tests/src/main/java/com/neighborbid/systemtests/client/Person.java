package com.neighborbid.systemtests.client;

import com.neighborbid.systemtests.audit.BidAnswer;
import com.neighborbid.systemtests.audit.RecordedAnswers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Somebody who is signed in and does things; what he is told about his bids is recorded.
///
/// @param token his access token
public record Person(
    long id, String nickname, String token, RestClient rest, RecordedAnswers answers) {
  /// Makes an account and signs in.
  public static Person signUp(RestClient rest, RecordedAnswers answers, String username) {
    return signUp(rest, answers, username, Map.of());
  }

  /// Makes an account and signs in.
  ///
  /// @param more of what a sign-up may say, such as `email`
  public static Person signUp(
      RestClient rest, RecordedAnswers answers, String username, Map<String, String> more) {
    Map<String, String> body = new HashMap<>(more);
    body.put("username", username);
    body.put("password", "password of " + username);
    Reply reply = rest.post("/api/auth/signup", null, body);
    if (reply.status() != 201) {
      throw new IllegalStateException(reply.toString());
    }
    return new Person(
        reply.body().path("user").path("id").asLong(),
        reply.body().path("user").path("nickname").asText(),
        reply.text("accessToken"),
        rest,
        answers);
  }

  public Reply get(String path, String... headers) {
    return rest.get(path, token, headers);
  }

  /// @param headers names and values in turn
  public Reply post(String path, Map<String, ?> body, String... headers) {
    return rest.post(path, token, body, headers);
  }

  public Reply deposit(long amount) {
    return post(
        "/api/wallet/deposits",
        Map.of("amount", amount),
        "Idempotency-Key",
        UUID.randomUUID().toString());
  }

  /// Bids over REST.
  ///
  /// @param headers names and values in turn
  public Reply bid(long auctionId, long amount, String... headers) {
    Reply reply = post("/api/auctions/" + auctionId + "/bids", Map.of("amount", amount), headers);
    record(reply, auctionId, amount);
    return reply;
  }

  /// Bids over REST with a secret maximum.
  ///
  /// @param headers names and values in turn
  public Reply bidUpTo(long auctionId, long amount, long maxAmount, String... headers) {
    Reply reply =
        post(
            "/api/auctions/" + auctionId + "/bids",
            Map.of("amount", amount, "maxAmount", maxAmount),
            headers);
    record(reply, auctionId, amount);
    return reply;
  }

  /// Buys at the instant price that was shown.
  ///
  /// @param headers names and values in turn
  public Reply buyNow(long auctionId, long price, String... headers) {
    return pay("/api/auctions/" + auctionId + "/buy-now", auctionId, price, headers);
  }

  /// Takes a second chance at its price.
  ///
  /// @param headers names and values in turn
  public Reply takeOffer(long auctionId, long price, String... headers) {
    return pay("/api/auctions/" + auctionId + "/offer/accept", auctionId, price, headers);
  }

  private Reply pay(String path, long auctionId, long price, String... headers) {
    Reply reply = post(path, Map.of("price", price), headers);
    record(reply, auctionId, price);
    return reply;
  }

  /// Changes what the body names.
  public Reply patch(String path, Map<String, ?> body) {
    return rest.send("PATCH", path, token, RestClient.json(body));
  }

  /// Puts an auction on the watchlist.
  public Reply watch(long auctionId) {
    return rest.send("PUT", "/api/auctions/" + auctionId + "/watch", token, null);
  }

  /// Asks for something that needs no body.
  public Reply ask(String path) {
    return rest.send("POST", path, token, null);
  }

  private void record(Reply reply, long auctionId, long amount) {
    String bidId = reply.text("bidId");
    if (bidId.isEmpty() || reply.code().equals("IDEMPOTENCY_KEY_REUSED")) {
      return; // refused at the edge: there is no such bid
    }
    if (reply.status() == 202 && !reply.header("Retry-After").isEmpty()) {
      return; // whether there is such a bid is unknown
    }
    boolean refused = reply.status() >= 400;
    answers.add(
        new BidAnswer(
            "REST",
            UUID.fromString(bidId),
            auctionId,
            id,
            amount,
            refused ? "REJECTED" : reply.text("status"),
            refused ? Optional.of(reply.code()) : Optional.empty()));
  }

  /// Enters the room of an auction, signed in.
  public Seat enter(long auctionId) {
    return Seat.take(this, auctionId, "");
  }

  /// Enters again after having seen step `since`.
  public Seat enterAgain(long auctionId, long since) {
    return Seat.take(this, auctionId, "?since=" + since);
  }
}
