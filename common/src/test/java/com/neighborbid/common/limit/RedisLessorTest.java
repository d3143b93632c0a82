package com.neighborbid.common.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class RedisLessorTest {
  private static final Duration SLOW = Duration.ofSeconds(10);

  /// Speaks as much of Redis' protocol as a lessor hears. What it answers to the first leases makes
  /// no sense.
  private static final class StrangeRedis implements AutoCloseable {
    private final ServerSocket server;
    private final AtomicInteger nonsense;
    private final AtomicInteger leases = new AtomicInteger();

    StrangeRedis(int nonsense) {
      this.nonsense = new AtomicInteger(nonsense);
      try {
        server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      var _ = Thread.ofVirtual().start(this::accept);
    }

    String address() {
      return "127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
      try {
        while (true) {
          Socket client = server.accept();
          var _ = Thread.ofVirtual().start(() -> serve(client));
        }
      } catch (IOException _) {
        // The test is over.
      }
    }

    private void serve(Socket client) {
      try (client) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        String line = in.readLine();
        while (line != null) {
          int parts = Integer.parseInt(line.substring(1));
          String command = "";
          for (int i = 0; i < parts; i++) {
            String part = read(in);
            command = i == 0 ? part : command;
          }
          client.getOutputStream().write(answer(command).getBytes(StandardCharsets.UTF_8));
          line = in.readLine();
        }
      } catch (IOException _) {
        // It has hung up.
      }
    }

    /// A text of a said length, which may hold line ends.
    private static String read(BufferedReader in) throws IOException {
      char[] text = new char[Integer.parseInt(in.readLine().substring(1))];
      int length = 0;
      while (length < text.length) {
        length += in.read(text, length, text.length - length);
      }
      String _ = in.readLine();
      return new String(text);
    }

    private String answer(String command) {
      return switch (command) {
        case "EVALSHA" -> {
          leases.incrementAndGet();
          yield nonsense.getAndDecrement() > 0 ? ":1\r\n" : "*2\r\n:8\r\n:0\r\n";
        }
        case "PING" -> "+PONG\r\n";
        case "SCRIPT" -> "$2\r\nok\r\n";
        default -> "+OK\r\n";
      };
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  /// Regression: only what Jedis throws was expected, and anything else ended the thread.
  @Test
  void leasesAgainAfterAnAnswerThatMakesNoSense() throws Exception {
    try (StrangeRedis redis = new StrangeRedis(1);
        RedisLessor lessor = new RedisLessor(redis.address(), "test", SLOW)) {
      await(lessor::isAnswering);
      Lease first = new Lease("k", new Rate(10, 5), lessor, System.nanoTime());
      assertThat(first.take(System.nanoTime())).isEqualTo(Lease.UNKNOWN);
      first.known().get(10, TimeUnit.SECONDS);
      assertThat(first.take(System.nanoTime())).as("counted here alone").isEqualTo(Lease.TAKEN);

      await(lessor::isAnswering);
      Lease second = new Lease("l", new Rate(10, 5), lessor, System.nanoTime());
      assertThat(second.take(System.nanoTime())).isEqualTo(Lease.UNKNOWN);
      second.known().get(10, TimeUnit.SECONDS);
      assertThat(second.take(System.nanoTime())).isEqualTo(Lease.TAKEN);
      assertThat(redis.leases.get()).isGreaterThanOrEqualTo(2);
    }
  }

  private static void await(BooleanSupplier condition) {
    assertThat(Waiting.until(Duration.ofSeconds(10), condition)).isTrue();
  }
}
