package com.neighborbid.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What people do most, done over and over for a while: bids over REST and sockets on several
/// auctions, with viewers, and reading. Java notes which methods are hot, see [Training].
final class Rehearsal {
  private static final Duration LENGTH = Duration.ofSeconds(25);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int AUCTIONS = 30;
  private static final int BID_UNIT = 100;
  private static final int MONEY = 10_000_000;
  private static final int READ_EVERY = 5;

  private final URI gateway;
  private final DemoClient client;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> bidders = new ArrayList<>();

  private Rehearsal(URI gateway, DemoClient client) {
    this.gateway = gateway;
    this.client = client;
  }

  /// Needs the whole system; limits would be in its way. What goes wrong is told: half a rehearsal
  /// is better than none.
  static void run(URI gateway, Progress progress) {
    long began = System.nanoTime();
    try (DemoClient client = new DemoClient(gateway)) {
      int bids = new Rehearsal(gateway, client).play();
      progress.done("rehearsal", began, bids + " bids");
    } catch (DemoClient.Refused | StackException e) {
      progress.say("  The rehearsal ended early: " + e.getMessage());
    }
  }

  private int play() {
    String seller = signUp("seller");
    for (String name : List.of("one", "two")) {
      String bidder = signUp(name);
      client.postOnceThere("/api/wallet/deposits", bidder, name, Map.of("amount", MONEY));
      bidders.add(bidder);
    }
    Instant end = Instant.now().plus(LENGTH);
    List<Future<Integer>> fights = new ArrayList<>();
    try (http;
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < AUCTIONS; number++) {
        long auctionId = list(seller, number);
        fights.add(threads.submit(() -> fight(auctionId, end)));
      }
      int bids = 0;
      for (Future<Integer> fight : fights) {
        bids += fight.get();
      }
      return bids;
    } catch (ExecutionException e) {
      throw new StackException("the rehearsal failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted", e);
    }
  }

  private String signUp(String name) {
    Map<String, Object> person =
        Map.of("username", "rehearsal-" + name, "password", "correct horse");
    return client.post("/api/auth/signup", "", "", person).path("accessToken").asText();
  }

  private long list(String seller, int number) {
    Instant endsAt = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> auction =
        Map.of(
            "title", "Rehearsal " + number,
            "description", "Nobody sees it",
            "category", "sports",
            "reach", "NATIONAL",
            "startPrice", BID_UNIT,
            "bidUnit", BID_UNIT,
            "endsAt", endsAt.toString(),
            "condition", "USED_A",
            "shippingPayer", "BUYER");
    return client.post("/api/auctions", seller, "rehearsal-" + number, auction).path("id").asLong();
  }

  /// Two who outbid each other in turns; returns how many bids they made.
  private int fight(long auctionId, Instant end) throws InterruptedException, TimeoutException {
    List<Seat> seats = new ArrayList<>();
    for (String bidder : bidders) {
      seats.add(new Seat(auctionId, bidder));
    }
    int bids = 0;
    while (Instant.now().isBefore(end)) {
      int amount = BID_UNIT * (bids + 1);
      int turn = bids % bidders.size();
      // Each of them takes both ways.
      if (bids / bidders.size() % 2 == 0) {
        seats.get(turn).bid(amount);
      } else {
        JsonNode _ =
            client.post(
                "/api/auctions/%d/bids".formatted(auctionId),
                bidders.get(turn),
                "rehearsal-%d-%d".formatted(auctionId, amount),
                Map.of("amount", amount));
      }
      bids++;
      if (bids % READ_EVERY == 0) {
        JsonNode _ = client.get("/api/auctions/" + auctionId);
        JsonNode _ = client.get("/api/auctions?status=ACTIVE");
      }
    }
    seats.forEach(Seat::leave);
    return bids;
  }

  /// A bidder's socket in one room.
  private final class Seat implements WebSocket.Listener {
    private final ObjectMapper json = new ObjectMapper();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;
    private volatile CompletableFuture<String> answer = new CompletableFuture<>();

    Seat(long auctionId, String token) {
      URI room = URI.create("ws://%s/ws/auction/%d/".formatted(gateway.getAuthority(), auctionId));
      try {
        socket =
            http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(room, this)
                .join();
      } catch (CompletionException e) {
        throw new StackException("no seat in " + room + ": " + e.getCause(), e);
      }
    }

    void bid(int amount) throws InterruptedException, TimeoutException {
      answer = new CompletableFuture<>();
      socket.sendText(
          "{\"action\":\"bid\",\"amount\":%d,\"id\":\"%d\"}".formatted(amount, amount), true);
      try {
        String type = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (!type.equals("accepted")) {
          throw new StackException("a bid got " + type);
        }
      } catch (ExecutionException e) {
        throw new StackException("the socket has ended", e);
      }
    }

    void leave() {
      socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        hear(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void hear(String message) {
      try {
        String type = json.readTree(message).path("type").asText();
        if (type.equals("accepted") || type.equals("error")) {
          answer.complete(type);
        }
      } catch (IOException e) {
        answer.completeExceptionally(e);
      }
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      answer.completeExceptionally(error);
    }
  }
}
