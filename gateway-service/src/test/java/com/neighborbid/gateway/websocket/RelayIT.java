package com.neighborbid.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.neighborbid.gateway.support.GatewayIntegration;
import com.neighborbid.gateway.support.RawService;
import com.neighborbid.servers.wire.RawWebSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The relay of bytes after the upgrade: ends, half ends, and readers that are slower than writers.
class RelayIT extends GatewayIntegration {

  private static final String PATH = "/ws/auction/1/";
  private static final int SMALL_BUFFER = 16 * 1024;

  /// More than all buffers of the system between the two ends, and far more than a relay may hold.
  private static final long FLOOD = 64L * 1024 * 1024;

  private static final byte[] COME_BACK = {(byte) 0x88, 2, 0x03, (byte) 0xf4};

  private RawService service;

  @BeforeEach
  void start() {
    REALTIME.stop();
    service = new RawService(REALTIME.port());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Socket open(RawWebSocket viewer) {
    CompletableFuture<Socket> accepted = CompletableFuture.supplyAsync(service::accept);
    viewer.open(PATH, new byte[0]);
    return accepted.join();
  }

  @Test
  void aViewerWhoSaysNothingMoreHearsTheRest() throws IOException {
    try (RawWebSocket viewer = new RawWebSocket(port);
        Socket upstream = open(viewer)) {
      viewer.send(new byte[] {1, 2, 3}).endSending();
      assertThat(upstream.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
      byte[] rest = new byte[100_000];
      rest[0] = (byte) 0x82;
      rest[99_999] = 7;
      upstream.getOutputStream().write(rest);
      assertThat(viewer.read(rest.length)).isEqualTo(rest);
    }
  }

  @Test
  void aServiceThatEndsBetweenFramesIsAnnounced() throws IOException {
    try (RawWebSocket viewer = new RawWebSocket(port)) {
      Socket upstream = open(viewer);
      upstream.getOutputStream().write(new byte[] {(byte) 0x81, 2, 'h', 'i'});
      upstream.close();
      assertThat(viewer.read(4)).containsExactly((byte) 0x81, 2, 'h', 'i');
      assertThat(viewer.rest()).isEqualTo(COME_BACK);
    }
  }

  /// The announcement would be taken for a part of the frame.
  @Test
  void aServiceThatEndsWithinAFrameIsNotAnnounced() throws IOException {
    try (RawWebSocket viewer = new RawWebSocket(port)) {
      Socket upstream = open(viewer);
      upstream.getOutputStream().write(new byte[] {(byte) 0x81, 5, 'h', 'i'});
      upstream.close();
      assertThat(viewer.rest()).containsExactly((byte) 0x81, 5, 'h', 'i');
    }
  }

  @Test
  void aServiceThatIsResetIsAnnouncedToo() throws IOException {
    try (RawWebSocket viewer = new RawWebSocket(port)) {
      Socket upstream = open(viewer);
      upstream.setSoLinger(true, 0);
      upstream.close();
      assertThat(viewer.rest()).isEqualTo(COME_BACK);
    }
  }

  @Test
  void theServiceLearnsThatAViewerWasLost() throws IOException {
    RawWebSocket viewer = new RawWebSocket(port);
    try (Socket upstream = open(viewer)) {
      viewer.close();
      assertThat(upstream.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aViewerWhoDoesNotReadSlowsTheServiceAndLosesNothing() throws Exception {
    try (RawWebSocket viewer = new RawWebSocket(port, SMALL_BUFFER);
        Socket upstream = open(viewer)) {
      AtomicLong written = flood(upstream.getOutputStream());
      stalls(written);
      assertThat(viewer.checksum(FLOOD)).isEqualTo(checksum());
    }
  }

  @Test
  void aServiceThatDoesNotReadSlowsTheViewerAndLosesNothing() throws Exception {
    try (RawWebSocket viewer = new RawWebSocket(port);
        Socket upstream = open(viewer)) {
      AtomicLong written = flood(viewer.output());
      stalls(written);
      assertThat(RawWebSocket.checksum(upstream.getInputStream(), FLOOD)).isEqualTo(checksum());
    }
  }

  /// A stuck viewer must not keep his connection for ever when the service has given him up.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aViewerWhoNeverReadsIsLetGoWhenTheServiceHasGone(boolean reset) throws Exception {
    double before = relays();
    try (RawWebSocket viewer = new RawWebSocket(port, SMALL_BUFFER)) {
      Socket upstream = open(viewer);
      await().until(() -> relays() == before + 1);
      AtomicLong written = flood(upstream.getOutputStream());
      stalls(written);
      upstream.setSoLinger(reset, 0);
      upstream.close();
      await().atMost(Duration.ofSeconds(20)).until(() -> relays() <= before);
    }
  }

  private double relays() {
    return get("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith("neighborbid_gateway_websockets"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static byte[] chunk(long at) {
    byte[] chunk = new byte[64 * 1024];
    for (int i = 0; i < chunk.length; i++) {
      chunk[i] = (byte) ((at + i) * 31 >> 3);
    }
    return chunk;
  }

  private static long checksum() {
    CRC32C crc = new CRC32C();
    for (long at = 0; at < FLOOD; at += chunk(at).length) {
      crc.update(chunk(at));
    }
    return crc.getValue();
  }

  /// Writes all of it on a thread of its own; says how far it is.
  private static AtomicLong flood(OutputStream out) {
    AtomicLong written = new AtomicLong();
    Thread.startVirtualThread(
        () -> {
          try {
            while (written.get() < FLOOD) {
              byte[] chunk = chunk(written.get());
              out.write(chunk);
              written.addAndGet(chunk.length);
            }
          } catch (IOException _) {
            // The test has ended it.
          }
        });
    return written;
  }

  private static void stalls(AtomicLong written) {
    AtomicLong seen = new AtomicLong(-1);
    await()
        .pollInterval(Duration.ofMillis(300))
        .until(() -> seen.getAndSet(written.get()) == written.get() && written.get() > 0);
    assertThat(written.get()).isLessThan(FLOOD / 2);
  }
}
