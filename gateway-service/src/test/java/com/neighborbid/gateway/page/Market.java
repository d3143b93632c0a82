package com.neighborbid.gateway.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.gateway.support.FakeService;
import com.neighborbid.gateway.support.GatewayIntegration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/// The four services as the page sees them: they speak the contract and remember a little.
final class Market {

  static final String SCRIPT = "<img src=x onerror=\"document.title='broken'\">";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TITLES =
      List.of(
          "Oak reading chair, barely used",
          "Road bike, 54 cm, freshly serviced",
          "Mirrorless camera with 35 mm lens",
          "Winter coat, wool, size M",
          "Board games for a long evening",
          SCRIPT,
          "감성 캠핑 텐트 (4인용)",
          "Acoustic guitar with case");
  private static final long INSTANT = 95_000;
  private static final List<String> CATEGORIES =
      List.of("furniture", "bike", "camera", "fashion", "games", "books", "camping", "instruments");

  final Queue<String> roomAddresses = new ConcurrentLinkedQueue<>();
  final Queue<String> protocols = new ConcurrentLinkedQueue<>();
  final Queue<JsonNode> heard = new ConcurrentLinkedQueue<>();
  final Queue<String> depositKeys = new ConcurrentLinkedQueue<>();
  final Queue<String> watches = new ConcurrentLinkedQueue<>();
  final Queue<JsonNode> bought = new ConcurrentLinkedQueue<>();
  final Queue<JsonNode> listed = new ConcurrentLinkedQueue<>();
  final Queue<String> pictures = new ConcurrentLinkedQueue<>();
  final Queue<String> uploads = new ConcurrentLinkedQueue<>();

  private final List<Map<String, Object>> questions = new CopyOnWriteArrayList<>();
  private volatile Sinks.Many<String> room = newRoom();
  private volatile long available = 200_000;
  private volatile int seq = 41;
  private volatile long price = 42_000;
  private volatile String leader = "joon";

  /// Puts this market behind the gateway.
  void open() {
    GatewayIntegration.USER.behave(this::user);
    GatewayIntegration.WALLET.behave(this::wallet);
    GatewayIntegration.AUCTION.behave(this::auction);
    GatewayIntegration.REALTIME.behave(this::realtime);
  }

  /// Somebody bids: everyone in the room is told.
  void bid(String bidder, long amount, String bidId) {
    seq++;
    price = amount;
    leader = bidder;
    tell(
        Map.of(
            "type",
            "update",
            "auctionId",
            1,
            "seq",
            seq,
            "amount",
            amount,
            "bidder",
            bidder,
            "msg",
            "",
            "bidId",
            bidId,
            "minNextBid",
            amount + 1000,
            "at",
            Instant.now().toString()));
  }

  void tell(Map<String, ?> message) {
    // A viewer is there a moment after its connection is.
    Awaitility.await().until(() -> room.currentSubscriberCount() > 0);
    room.tryEmitNext(write(message)).orThrow();
  }

  /// The service restarts: everyone is sent away with 1012.
  void restart() {
    Sinks.Many<String> old = room;
    Awaitility.await().until(() -> old.currentSubscriberCount() > 0);
    room = newRoom();
    old.tryEmitNext("close").orThrow();
  }

  private static Sinks.Many<String> newRoom() {
    return Sinks.many().multicast().directBestEffort();
  }

  private Publisher<Void> user(HttpServerRequest request, HttpServerResponse response) {
    Map<String, Object> tokens =
        Map.of(
            "user", Map.of("id", 7, "username", "mina", "nickname", "mina"),
            "accessToken", "access.token.mina",
            "refreshToken", "refresh-mina",
            "tokenType", "Bearer",
            "expiresIn", 900);
    return body(request)
        .flatMap(
            sent ->
                Mono.from(
                    "wrong-password".equals(sent.path("password").asText())
                        ? problem(response, 401, "UNAUTHORIZED", "Wrong username or password.")
                        : ok(response, 200, tokens)));
  }

  private Publisher<Void> wallet(HttpServerRequest request, HttpServerResponse response) {
    return switch (request.method().name() + " " + request.uri().split("\\?")[0]) {
      case "GET /api/wallet" ->
          ok(response, 200, Map.of("available", available, "held", 45_000, "currency", "KRW"));
      case "GET /api/wallet/holds" ->
          ok(
              response,
              200,
              Map.of(
                  "items",
                  List.of(
                      Map.of("auctionId", 1, "amount", 45_000, "since", "2026-11-20T10:00:00Z"))));
      case "GET /api/wallet/transactions" -> ok(response, 200, Map.of("items", moves()));
      default -> move(request, response);
    };
  }

  private Publisher<Void> move(HttpServerRequest request, HttpServerResponse response) {
    depositKeys.add(request.requestHeaders().get("Idempotency-Key", "none"));
    return body(request)
        .flatMap(
            sent -> {
              long amount = sent.path("amount").asLong();
              available += request.uri().endsWith("deposits") ? amount : -amount;
              return Mono.from(
                  ok(
                      response,
                      201,
                      Map.of(
                          "transactionId",
                          "t1",
                          "amount",
                          amount,
                          "available",
                          available,
                          "held",
                          45_000)));
            });
  }

  private static List<Map<String, Object>> moves() {
    return List.of(
        Map.of(
            "id",
            "b",
            "type",
            "BID_HOLD",
            "available",
            -45_000,
            "held",
            45_000,
            "availableAfter",
            200_000,
            "heldAfter",
            45_000,
            "auctionId",
            1,
            "createdAt",
            "2026-11-20T10:00:00Z"),
        Map.of(
            "id",
            "a",
            "type",
            "DEPOSIT",
            "available",
            245_000,
            "held",
            0,
            "availableAfter",
            245_000,
            "heldAfter",
            0,
            "createdAt",
            "2026-11-20T09:58:00Z"));
  }

  private Publisher<Void> auction(HttpServerRequest request, HttpServerResponse response) {
    String call = request.method().name() + " " + request.uri().split("\\?")[0];
    return switch (call) {
      case "GET /api/auctions" ->
          ok(
              response,
              200,
              Map.of("items", IntStream.range(0, TITLES.size()).mapToObj(this::item).toList()));
      case "POST /api/auctions" ->
          body(request)
              .flatMap(
                  sent -> {
                    listed.add(sent);
                    return Mono.from(ok(response, 201, item(0)));
                  });
      case "GET /api/categories" ->
          ok(
              response,
              200,
              Map.of(
                  "items",
                  CATEGORIES.stream().map(code -> Map.of("slug", code, "name", code)).toList()));
      case "GET /api/regions" ->
          ok(response, 200, Map.of("items", List.of(Map.of("code", "KR-11", "name", "Seoul"))));
      case "GET /api/me/bids" ->
          ok(
              response,
              200,
              Map.of(
                  "items",
                  List.of(
                      Map.of(
                          "auctionId",
                          1,
                          "standing",
                          "OUTBID",
                          "amount",
                          45_000,
                          "maximum",
                          45_000,
                          "currentPrice",
                          50_000,
                          "endsAt",
                          Instant.now().toString(),
                          "auction",
                          item(0)))));
      case "GET /api/me/watchlist" -> ok(response, 200, Map.of("items", List.of(item(2))));
      case "PUT /api/auctions/1/watch", "DELETE /api/auctions/1/watch" -> {
        watches.add(request.method().name());
        yield response.status(204).send();
      }
      case "GET /api/me/auctions" -> problem(response, 404, "NOT_FOUND", "");
      case "POST /api/auctions/1/buy-now" ->
          body(request)
              .flatMap(
                  sent -> {
                    bought.add(sent);
                    Map<String, Object> won =
                        Map.of("bidId", "n", "auctionId", 1, "amount", INSTANT, "status", "WON");
                    return Mono.from(ok(response, 201, won));
                  });
      case "POST /api/auctions/1/images" ->
          request
              .receive()
              .aggregate()
              .asString()
              .flatMap(
                  form -> {
                    uploads.add(form);
                    return Mono.from(ok(response, 201, image("cc")));
                  });
      case "GET /api/auctions/1/comments" ->
          ok(response, 200, Map.of("items", questions.reversed()));
      case "POST /api/auctions/1/comments" ->
          body(request)
              .flatMap(
                  sent -> {
                    ask("mina", sent.path("text").asText());
                    return Mono.from(ok(response, 201, questions.getLast()));
                  });
      case "GET /api/auctions/1/bids" -> ok(response, 200, Map.of("items", history()));
      default ->
          call.startsWith("GET /api/images/")
              ? picture(request, response)
              : call.equals("GET /api/auctions/1")
                  ? ok(response, 200, item(0))
                  : problem(response, 404, "AUCTION_NOT_FOUND", "There is no such auction.");
    };
  }

  private List<Map<String, Object>> history() {
    return List.of(
        Map.of("bidId", "h2", "bidder", "joon", "amount", 42_000, "at", "2026-11-20T10:02:00Z"),
        Map.of("bidId", "h1", "bidder", "sora", "amount", 40_000, "at", "2026-11-20T10:01:00Z"));
  }

  private Map<String, Object> item(int index) {
    Instant now = Instant.now();
    return Map.ofEntries(
        Map.entry("id", index + 1),
        Map.entry("title", TITLES.get(index)),
        Map.entry(
            "description",
            "Bought two years ago, used with care, from a smoke-free home.\n\nPick-up near the"
                + " station or sent by post."),
        Map.entry("seller", Map.of("id", 3, "nickname", "hana", "reputation", 96)),
        Map.entry("category", CATEGORIES.get(index)),
        Map.entry("region", "KR-11"),
        Map.entry("reach", "NATIONAL"),
        Map.entry("condition", "USED_A"),
        Map.entry("shippingPayer", "BUYER"),
        Map.entry("status", index == 7 ? "ENDED" : "ACTIVE"),
        Map.entry("startPrice", 30_000),
        Map.entry("bidUnit", 1000),
        Map.entry("instantPrice", INSTANT),
        Map.entry("buyNowOpen", index == 0),
        Map.entry("currentPrice", index == 0 ? price : index * 13_000L),
        Map.entry("leader", Map.of("id", 9, "nickname", leader)),
        Map.entry("bidCount", index * 3),
        Map.entry("minNextBid", price + 1000),
        Map.entry("startsAt", now.minus(Duration.ofHours(2)).toString()),
        Map.entry("endsAt", now.plus(Duration.ofMinutes(7L + 400L * index)).toString()),
        Map.entry("images", index == 0 ? List.of(image("aa"), image("bb")) : List.of()),
        Map.entry("seq", seq));
  }

  private static Map<String, Object> image(String key) {
    String url = "/api/images/" + key;
    return Map.of(
        "key",
        key,
        "status",
        "READY",
        "url",
        url,
        "width",
        1200,
        "height",
        900,
        "sizes",
        Map.of("small", url + "-small", "medium", url + "-medium", "large", url + "-large"));
  }

  private Publisher<Void> picture(HttpServerRequest request, HttpServerResponse response) {
    pictures.add(request.uri());
    String drawing =
        "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'>"
            + "<rect width='40' height='30' fill='teal'/></svg>";
    return FakeService.answer(response, 200, "image/svg+xml", drawing);
  }

  private void ask(String author, String text) {
    questions.add(
        Map.of(
            "id",
            questions.size() + 1,
            "author",
            Map.of("id", 7, "nickname", author),
            "bySeller",
            false,
            "deleted",
            false,
            "text",
            text,
            "createdAt",
            "2026-11-20T10:00:00Z",
            "replies",
            List.of()));
  }

  private Publisher<Void> realtime(HttpServerRequest request, HttpServerResponse response) {
    roomAddresses.add(request.uri());
    String offered = request.requestHeaders().get("Sec-WebSocket-Protocol");
    if (offered == null) {
      return response.sendWebsocket(this::viewer);
    }
    protocols.add(offered);
    return response.sendWebsocket(
        this::viewer, WebsocketServerSpec.builder().protocols("bearer").build());
  }

  private Publisher<Void> viewer(WebsocketInbound in, WebsocketOutbound out) {
    Sinks.Many<String> mine = room;
    in.receive().asString().subscribe(text -> hear(text));
    Mono<Void> live =
        out.sendString(
                mine.asFlux().takeUntil("close"::equals).filter(text -> !"close".equals(text)))
            .then();
    return out.sendString(Mono.just(write(snapshot())))
        .then(live)
        .then(out.sendClose(1012, "restarting"));
  }

  private Map<String, Object> snapshot() {
    return Map.of(
        "type",
        "snapshot",
        "auctionId",
        1,
        "seq",
        seq,
        "status",
        "ACTIVE",
        "amount",
        price,
        "bidder",
        leader,
        "minNextBid",
        price + 1000,
        "endsAt",
        Instant.now().plus(Duration.ofMinutes(7)).toString(),
        "viewers",
        12,
        "serverTime",
        Instant.now().toString());
  }

  private void hear(String text) {
    JsonNode message = read(text);
    heard.add(message);
    if (!"bid".equals(message.path("action").asText())) {
      return;
    }
    String id = message.path("id").asText();
    long amount = message.path("amount").asLong();
    if (amount > 100_000) {
      tell(
          Map.of(
              "type",
              "error",
              "error",
              "Not enough money in the wallet.",
              "code",
              "INSUFFICIENT_FUNDS",
              "id",
              id));
      return;
    }
    tell(Map.of("type", "received", "id", id, "bidId", "bid-" + id));
    bid("mina", amount, "bid-" + id);
  }

  private static Mono<JsonNode> body(HttpServerRequest request) {
    return request.receive().aggregate().asString().defaultIfEmpty("{}").map(Market::read);
  }

  private static Publisher<Void> ok(HttpServerResponse response, int status, Object body) {
    return FakeService.answer(response, status, "application/json", write(body));
  }

  private static Publisher<Void> problem(
      HttpServerResponse response, int status, String code, String detail) {
    return FakeService.answer(
        response,
        status,
        "application/problem+json",
        write(Map.of("code", code, "detail", detail, "status", status)));
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
