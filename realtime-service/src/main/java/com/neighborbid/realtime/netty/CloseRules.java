package com.neighborbid.realtime.netty;

import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What RFC 6455 says about a peer's goodbye and Netty does not see.
final class CloseRules {
  private static final int CODE_BYTES = 2;
  private static final int HIGHEST_CODE = 4999;

  private CloseRules() {}

  /// What is wrong with a close frame: a code above all ranges, or a reason whose last character is
  /// not complete.
  static Optional<WebSocketCloseStatus> fault(CloseWebSocketFrame close) {
    if (close.statusCode() > HIGHEST_CODE) {
      return Optional.of(WebSocketCloseStatus.PROTOCOL_ERROR);
    }
    return isText(close)
        ? Optional.empty()
        : Optional.of(WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
  }

  private static boolean isText(CloseWebSocketFrame close) {
    int length = close.content().readableBytes() - CODE_BYTES;
    if (length <= 0) {
      return true;
    }
    ByteBuffer reason =
        close.content().nioBuffer(close.content().readerIndex() + CODE_BYTES, length);
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(reason);
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
