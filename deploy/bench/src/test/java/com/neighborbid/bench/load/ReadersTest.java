package com.neighborbid.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The server of the JDK is read from.
class ReadersTest {
  private static final byte[] BODY = new byte[321];
  private static final double SECONDS = 0.2;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger next = new AtomicInteger();
  private HttpServer server;
  private URI address;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/good", exchange -> answer(exchange, 200));
    server.createContext("/bad", exchange -> answer(exchange, 404));
    server.createContext(
        "/ending",
        exchange -> {
          exchange.getResponseHeaders().set("Connection", "close");
          answer(exchange, 200);
        });
    server.start();
    address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    requests.incrementAndGet();
    exchange.sendResponseHeaders(status, BODY.length);
    exchange.getResponseBody().write(BODY);
    exchange.close();
  }

  private ReadResult read(List<String> paths) throws InterruptedException {
    try (Loop loop = new Loop();
        Readers readers = Readers.open(loop, address, 4)) {
      return readers.read(paths, () -> next.getAndIncrement() % paths.size(), SECONDS);
    }
  }

  @Test
  void countsEveryAnswerUntilTheLastIsIn() throws Exception {
    ReadResult result = read(List.of("/good"));

    assertThat(result.answered()).isPositive().isEqualTo(requests.get());
    assertThat(result.failed()).isZero();
    assertThat(result.bytesEach()).isEqualTo(BODY.length);
    assertThat(result.seconds()).isGreaterThanOrEqualTo(SECONDS);
    assertThat(result.perSecond()).isLessThanOrEqualTo(result.answered() / SECONDS);
  }

  @Test
  void timesEachAnswerFromItsOwnRequest() throws Exception {
    ReadResult result = read(List.of("/good"));

    // Four connections that hardly ever wait for anything else.
    double allSeconds = result.meanMilliseconds() * result.answered() / 1_000;
    assertThat(allSeconds).isBetween(2 * SECONDS, 4.1 * result.seconds());
  }

  @Test
  void tellsAnswersThatAreNone() throws Exception {
    ReadResult result = read(List.of("/good", "/bad"));

    assertThat(result.failed()).isPositive();
    assertThat(result.answered()).isPositive();
    assertThat(result.answered() + result.failed()).isEqualTo(requests.get());
    assertThat(result.bytesEach()).isEqualTo(BODY.length);
  }

  @Test
  void goesOnWhereTheServerEndsConnections() throws Exception {
    ReadResult result = read(List.of("/ending"));

    assertThat(result.answered()).isGreaterThan(4).isEqualTo(requests.get());
    assertThat(result.failed()).isZero();
  }
}
