package com.neighborbid.gateway.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.neighborbid.common.bundle.Bundle;
import com.neighborbid.gateway.support.FakeService;
import com.neighborbid.gateway.support.GatewayIntegration;
import com.neighborbid.gateway.support.RawConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServerResponse;

/// Anonymous reads of auctions, which share the answers of the service.
class SharedReadsIT extends GatewayIntegration {

  /// Sets it apart from the answers of other requests: this one says who asked.
  private static final String[] AS_SOMEBODY = {"Authorization", "Bearer x"};

  private static final int MANY = 40;

  @Autowired private MeterRegistry meters;

  /// After a test in which the service was away everybody asks for himself for some seconds.
  @BeforeEach
  void readTogether() {
    for (String path : List.of("/api/auctions", "/api/auctions/7")) {
      await()
          .until(
              () -> {
                double before = asked();
                return get(path).statusCode() == 200 && asked() > before;
              });
    }
    AUCTION.reset();
  }

  private double asked() {
    return meters.get("neighborbid.gateway.reads.asked").counter().count();
  }

  private static HttpServerResponse forEverybody(HttpServerResponse response, Object version) {
    return response
        .header("ETag", "\"" + version + "\"")
        .header("Cache-Control", "no-cache")
        .header("Vary", "Authorization");
  }

  private static FakeService.Behaviour saying(Object version, Mono<?> after) {
    return (_, response) ->
        after.then(
            Mono.from(
                FakeService.answer(
                    forEverybody(response, version), 200, "application/json", "" + version)));
  }

  private CompletableFuture<HttpResponse<String>> begin(String path, String... headers) {
    return CompletableFuture.supplyAsync(
        () -> get(path, headers), task -> Thread.ofVirtual().start(task));
  }

  private List<HttpResponse<String>> manyAtOnce(String path, String... headers) {
    return IntStream.range(0, MANY).mapToObj(_ -> begin(path, headers)).toList().stream()
        .map(CompletableFuture::join)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/auctions?q=a", "/api/auctions/7"})
  void manyWhoReadTheSameAtOnceAreOneQuestion(String path) {
    Sinks.Empty<Void> held = Sinks.empty();
    AUCTION.behave(saying(1, held.asMono()));
    CompletableFuture<HttpResponse<String>> first = begin(path);
    await().until(() -> AUCTION.calls() == 1);
    AtomicInteger made = new AtomicInteger(1);
    AUCTION.behave(
        (request, response) ->
            saying(made.incrementAndGet(), Mono.empty()).apply(request, response));
    List<CompletableFuture<HttpResponse<String>>> others =
        IntStream.range(0, MANY).mapToObj(_ -> begin(path)).toList();
    // The others have arrived when a read of something else that was sent after them is answered.
    IntStream.range(0, 20).forEach(_ -> get("/api/wallet"));
    held.tryEmitEmpty();
    assertThat(first.join().body()).isEqualTo("1");
    assertThat(others).allSatisfy(other -> assertThat(other.join().body()).isNotEqualTo("1"));
    assertThat(AUCTION.calls()).isLessThan(MANY / 2);
  }

  /// Whoever has bid and then reads must find the bid, however many others read.
  @Test
  void anAnswerIsNeverOlderThanItsQuestion() {
    Sinks.Empty<Void> held = Sinks.empty();
    AUCTION.behave(saying("before", held.asMono()));
    CompletableFuture<HttpResponse<String>> early = begin("/api/auctions/7");
    await().until(() -> AUCTION.calls() == 1);
    AUCTION.behave(saying("after", Mono.empty()));
    CompletableFuture<HttpResponse<String>> late = begin("/api/auctions/7");
    IntStream.range(0, 20).forEach(_ -> get("/api/wallet"));
    held.tryEmitEmpty();
    assertThat(early.join().body()).isEqualTo("before");
    assertThat(late.join().body()).isEqualTo("after");
  }

  @Test
  void manyWhoReadDifferentAuctionsAreOneQuestion() {
    Map<String, CompletableFuture<HttpResponse<String>>> answers = whileOneIsRead("bundle");
    assertThat(answers.get("9").join().statusCode()).as("what is not there").isEqualTo(404);
    answers.remove("9");
    answers.forEach(
        (id, answer) -> {
          assertThat(answer.join().body()).isEqualTo("auction " + id);
          assertThat(answer.join().headers().firstValue("ETag")).hasValue("\"" + id + "\"");
          assertThat(answer.join().headers().firstValue("Cache-Control")).hasValue("no-cache");
          assertThat(answer.join().headers().firstValue("Content-Type"))
              .hasValue("application/json");
        });
    assertThat(AUCTION.calls()).as("one, the others, and what is not there").isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "garbage"})
  void whereTheServiceCannotAnswerManyEachAsksForHimself(String how) {
    whileOneIsRead(how)
        .forEach(
            (id, answer) ->
                assertThat(answer.join().body())
                    .isEqualTo(id.equals("9") ? "{}" : "auction " + id));
  }

  /// Reads of ten auctions that begin while one is being read.
  private Map<String, CompletableFuture<HttpResponse<String>>> whileOneIsRead(String bundled) {
    Sinks.Empty<Void> held = Sinks.empty();
    AUCTION.behave(saying("first", held.asMono()));
    CompletableFuture<HttpResponse<String>> first = begin("/api/auctions/77");
    await().until(() -> AUCTION.calls() == 1);
    AUCTION.behave(
        (request, response) -> {
          String path = request.uri();
          if (path.startsWith("/internal/auctions?ids=")) {
            return several(response, bundled, path.substring(path.indexOf('=') + 1).split(","));
          }
          String id = path.substring(path.lastIndexOf('/') + 1);
          return id.equals("9")
              ? FakeService.answer(response, 404, "application/problem+json", "{}")
              : saying("auction " + id, Mono.empty()).apply(request, response);
        });
    Map<String, CompletableFuture<HttpResponse<String>>> others = new TreeMap<>();
    IntStream.range(1, 11).forEach(id -> others.put("" + id, begin("/api/auctions/" + id)));
    IntStream.range(0, 20).forEach(_ -> get("/api/wallet"));
    held.tryEmitEmpty();
    assertThat(first.join().body()).isEqualTo("first");
    return others;
  }

  private static Publisher<Void> several(HttpServerResponse response, String how, String[] ids) {
    byte[] bundle =
        Bundle.write(
            Stream.of(ids)
                .filter(id -> !id.equals("9"))
                .map(
                    id ->
                        new Bundle.Part(
                            id,
                            Map.of(
                                "ETag",
                                "\"" + id + "\"",
                                "Cache-Control",
                                "no-cache",
                                "Content-Type",
                                "application/json"),
                            ("auction " + id).getBytes(StandardCharsets.UTF_8)))
                .toList());
    byte[] body = how.equals("bundle") ? bundle : new byte[] {1, 2, 3, 4, 5};
    return response
        .status(how.equals("nothing") ? 404 : 200)
        .header("Content-Type", Bundle.MEDIA_TYPE)
        .header("Cache-Control", "no-store")
        .sendByteArray(Mono.just(body));
  }

  @Test
  void howLongReadersWaitedIsMeasuredByStatus() {
    AUCTION.behave(saying("v1", Mono.empty()));
    long before = read304();
    assertThat(get("/api/auctions", "If-None-Match", "\"v1\"").statusCode()).isEqualTo(304);
    assertThat(read304()).isEqualTo(before + 1);
  }

  private long read304() {
    Timer timer = meters.find("neighborbid.gateway.reads").tag("status", "304").timer();
    return timer == null ? 0 : timer.count();
  }

  @Test
  void whereThereWasNoAnswerEverybodyAsksForHimselfForAWhile() {
    AUCTION.stop();
    assertThat(get("/api/auctions").statusCode()).isEqualTo(503);
    AUCTION.reset();
    AUCTION.behave(saying(1, Mono.empty()));
    assertThat(manyAtOnce("/api/auctions")).extracting(HttpResponse::statusCode).containsOnly(200);
    assertThat(AUCTION.calls()).isEqualTo(MANY);
  }

  @Test
  void whoIsSignedInAsksForHimself() {
    AUCTION.behave(saying(1, Mono.empty()));
    manyAtOnce("/api/auctions/7", AS_SOMEBODY);
    assertThat(AUCTION.calls()).isEqualTo(MANY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-cache, private", "no-store", "max-age=5"})
  void whatIsNotForEverybodyIsNotShared(String cacheControl) {
    AtomicInteger made = new AtomicInteger();
    AUCTION.behave(
        (_, response) ->
            FakeService.answer(
                response.header("ETag", "\"1\"").header("Cache-Control", cacheControl),
                200,
                "application/json",
                "" + made.incrementAndGet()));
    assertThat(manyAtOnce("/api/auctions/7"))
        .extracting(HttpResponse::body)
        .doesNotHaveDuplicates();
  }

  @Test
  void aRefusalIsForOneOnly() {
    AtomicInteger made = new AtomicInteger();
    AUCTION.behave(
        (_, response) ->
            FakeService.answer(
                forEverybody(response, 1),
                404,
                "application/problem+json",
                "" + made.incrementAndGet()));
    List<HttpResponse<String>> answers = manyAtOnce("/api/auctions/7");
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(404);
    assertThat(answers).extracting(HttpResponse::body).doesNotHaveDuplicates();
  }

  @Test
  void whoHasItIsToldSo() {
    AUCTION.behave(saying("v1", Mono.empty()));
    for (String known : List.of("\"v1\"", "W/\"v1\"", "\"v0\", \"v1\"", "*")) {
      HttpResponse<String> answer = get("/api/auctions/7", "If-None-Match", known);
      assertThat(answer.statusCode()).isEqualTo(304);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.headers().firstValue("ETag")).hasValue("\"v1\"");
      assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
    }
    assertThat(get("/api/auctions/7", "If-None-Match", "\"v0\"").statusCode()).isEqualTo(200);
  }

  @Test
  void theAnswerSaysWhatItSaysOnTheOtherWay() {
    AUCTION.behave(saying("v1", Mono.empty()));
    HttpResponse<String> shared = get("/api/auctions/7", "X-Request-Id", "mine");
    HttpResponse<String> own =
        get("/api/auctions/7", "X-Request-Id", "mine", "Accept", "application/json;q=0.9");
    assertThat(comparable(shared)).isEqualTo(comparable(own)).containsKey("x-request-id");
    assertThat(shared.body()).isEqualTo(own.body());
  }

  /// How long a body is may be said before or while it is sent.
  private static Map<String, List<String>> comparable(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.remove("content-length");
    headers.remove("transfer-encoding");
    return headers;
  }

  @Test
  void theServiceHearsWhoAsks() {
    HttpResponse<String> echo = get("/api/auctions/7", "X-Request-Id", "mine");
    assertThat(json(echo).at("/headers/x-request-id").asText()).isEqualTo("mine");
    assertThat(json(echo).at("/headers/x-forwarded-for").asText()).isEqualTo("127.0.0.1");
  }

  @Test
  void aConnectionTakesReadsAndOthersInTurn() {
    AUCTION.behave(saying("1", Mono.empty()));
    WALLET.behave(saying("2", Mono.empty()));
    try (RawConnection raw = new RawConnection(port)) {
      String read = "GET /api/auctions HTTP/1.1\r\nHost: x\r\n\r\n";
      String other = "GET /api/wallet HTTP/1.1\r\nHost: x\r\n\r\n";
      for (int round = 0; round < 3; round++) {
        raw.send(read + other + other + read + read);
        assertThat(body(raw) + body(raw) + body(raw) + body(raw) + body(raw)).isEqualTo("12211");
        raw.send(read);
        assertThat(body(raw)).isEqualTo("1");
      }
      raw.send("GET /api/auctions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(raw.rest()).startsWith("HTTP/1.1 200").contains("connection: close").endsWith("1");
    }
  }

  @Test
  void whatFollowsTheLastRequestIsNotProcessed() {
    AUCTION.behave(saying("1", Mono.empty()));
    try (RawConnection raw = new RawConnection(port)) {
      raw.send(
          "GET /api/auctions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
              + "POST /api/wallet/deposits HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
      assertThat(raw.rest()).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n1");
    }
    assertThat(WALLET.calls()).isZero();
  }

  /// Reads a body of one character, whose length is said before or while it is sent.
  private static String body(RawConnection raw) {
    String head = raw.head();
    assertThat(head).startsWith("HTTP/1.1 200");
    if (!head.toLowerCase().contains("transfer-encoding: chunked")) {
      return new String(raw.bytes(1), StandardCharsets.US_ASCII);
    }
    raw.line();
    String body = raw.line();
    raw.line();
    raw.line();
    return body;
  }

  @Test
  void readersAreServedAgainWhenTheServiceIsBack() {
    AUCTION.stop();
    assertThat(manyAtOnce("/api/auctions")).extracting(HttpResponse::statusCode).containsOnly(503);
    AUCTION.reset();
    await().until(() -> get("/api/auctions").statusCode() == 200);
  }

  @Test
  void whoGoesAwayDoesNotKeepTheOthersWaiting() {
    Sinks.Empty<Void> held = Sinks.empty();
    AUCTION.behave(saying(1, held.asMono()));
    try (RawConnection raw = new RawConnection(port)) {
      raw.send("GET /api/auctions/7 HTTP/1.1\r\nHost: x\r\n\r\n");
      await().until(() -> AUCTION.calls() == 1);
    }
    CompletableFuture<HttpResponse<String>> other = begin("/api/auctions/7");
    held.tryEmitEmpty();
    assertThat(other.join().body()).isEqualTo("1");
  }
}
