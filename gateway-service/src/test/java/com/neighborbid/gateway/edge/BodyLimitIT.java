package com.neighborbid.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.gateway.support.GatewayIntegration;
import com.neighborbid.gateway.support.RawConnection;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties = {"neighborbid.bodies.read-within=500ms", "neighborbid.times.upload=20s"})
class BodyLimitIT extends GatewayIntegration {

  private static final int LIMIT = 64 * 1024;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, LIMIT})
  void aBodyWithinTheLimitArrivesWhole(int size) {
    assertArrived(post("/api/auctions", "x".repeat(size)), size);
    assertArrived(send(chunked("/api/auctions", size)), size);
  }

  @ParameterizedTest
  @ValueSource(ints = {LIMIT + 1, 1024 * 1024})
  void aBodyAboveTheLimitIsRefusedUnread(int size) {
    assertTooLarge(post("/api/auctions", "x".repeat(size)));
    assertTooLarge(send(chunked("/api/auctions", size)));
    assertThat(AUCTION.calls()).isZero();
  }

  @Test
  void anAnnouncedLengthIsEnoughToRefuse() {
    try (RawConnection raw = new RawConnection(port)) {
      raw.send("POST /api/auctions HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n");
      assertThat(raw.head()).startsWith("HTTP/1.1 413");
    }
  }

  /// It used to be answered with 500, by whoever looked at the header first.
  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "a/b/c", "*/json", "application/json; charset=none"})
  void aContentTypeThatIsNoneIsRefused(String type) {
    try (RawConnection raw = new RawConnection(port)) {
      raw.send(
          "POST /api/auctions HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: 2\r\n\r\n{}"
              .formatted(type));
      assertThat(raw.head()).doesNotStartWith("HTTP/1.1 5");
    }
  }

  @Test
  void imagesMayBeLarger() {
    int size = 9 * 1024 * 1024;
    HttpRequest.Builder image =
        request("/api/auctions/1/images")
            .header("Content-Type", "multipart/form-data; boundary=x")
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[size]));
    assertArrived(send(image), size);
    HttpRequest.Builder notAnImage =
        request("/api/auctions/1/images")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[size]));
    assertTooLarge(send(notAnImage));
  }

  @Test
  void imagesHaveALimitToo() {
    int size = 11 * 1024 * 1024;
    HttpRequest.Builder announced =
        request("/api/auctions/1/images")
            .header("Content-Type", "multipart/form-data; boundary=x")
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[size]));
    assertTooLarge(send(announced));
    HttpRequest.Builder unannounced =
        chunked("/api/auctions/1/images", size)
            .setHeader("Content-Type", "multipart/form-data; boundary=x");
    assertTooLarge(send(unannounced));
  }

  @Test
  void aClientThatStallsNeverReachesAService() {
    try (RawConnection raw = new RawConnection(port)) {
      raw.send("POST /api/auctions HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
      assertThat(raw.head()).startsWith("HTTP/1.1 400");
    }
    assertThat(AUCTION.calls()).isZero();
  }

  private HttpRequest.Builder chunked(String path, int size) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(
            HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(new byte[size])));
  }

  private static void assertArrived(HttpResponse<String> response, int size) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).path("bodyLength").asInt()).isEqualTo(size);
  }

  private static void assertTooLarge(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(json(response).path("code").asText()).isEqualTo("PAYLOAD_TOO_LARGE");
  }
}
