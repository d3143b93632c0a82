package com.neighborbid.realtime.netty;

import com.neighborbid.common.error.ErrorCode;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What RFC 6455 asks of the request that opens a WebSocket. Netty itself would also take the
/// drafts that came before, among them one whose frames are not masked.
final class UpgradeRules {
  private static final String VERSION = "13";
  private static final int KEY_BYTES = 16;

  /// Why a request opens nothing.
  ///
  /// @param headers that tell what would have been right
  record Refusal(ErrorCode code, HttpResponseStatus status, Map<CharSequence, String> headers) {}

  private UpgradeRules() {}

  static Optional<Refusal> refusal(FullHttpRequest request) {
    HttpHeaders headers = request.headers();
    List<String> versions = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION);
    if (!request.method().equals(HttpMethod.GET)) {
      return Optional.of(
          new Refusal(
              ErrorCode.METHOD_NOT_ALLOWED,
              HttpResponseStatus.METHOD_NOT_ALLOWED,
              Map.of(HttpHeaderNames.ALLOW, HttpMethod.GET.name())));
    }
    if (!wantsWebSocket(request)) {
      return Optional.of(upgradeRequired(HttpHeaderNames.UPGRADE, "websocket"));
    }
    if (headers.getAll(HttpHeaderNames.HOST).size() != 1 || hasBody(request)) {
      return Optional.of(malformed());
    }
    if (versions.size() > 1) {
      return Optional.of(malformed());
    }
    if (!versions.equals(List.of(VERSION))) {
      return Optional.of(upgradeRequired(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION));
    }
    return isKey(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY))
        ? Optional.empty()
        : Optional.of(malformed());
  }

  private static boolean wantsWebSocket(FullHttpRequest request) {
    HttpHeaders headers = request.headers();
    return request.protocolVersion().equals(HttpVersion.HTTP_1_1)
        && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
        && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
  }

  private static boolean hasBody(FullHttpRequest request) {
    return request.content().isReadable()
        || request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
  }

  /// Whether it is one random number of 16 bytes in base64.
  private static boolean isKey(List<String> keys) {
    try {
      return keys.size() == 1
          && keys.getFirst().length() == (KEY_BYTES + 2) / 3 * 4
          && Base64.getDecoder().decode(keys.getFirst()).length == KEY_BYTES;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static Refusal upgradeRequired(CharSequence header, String value) {
    return new Refusal(
        ErrorCode.MALFORMED_REQUEST, HttpResponseStatus.UPGRADE_REQUIRED, Map.of(header, value));
  }

  private static Refusal malformed() {
    return new Refusal(ErrorCode.MALFORMED_REQUEST, HttpResponseStatus.BAD_REQUEST, Map.of());
  }
}
