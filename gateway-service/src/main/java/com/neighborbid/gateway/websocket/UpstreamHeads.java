package com.neighborbid.gateway.websocket;

import com.neighborbid.gateway.edge.UpstreamHeaders;
import com.neighborbid.gateway.request.RequestContext;
import com.neighborbid.gateway.request.RequestIds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/// The heads of a handshake: recognised, and written in both directions.
final class UpstreamHeads {

  private static final String PREFIX = "/ws/";

  private UpstreamHeads() {}

  /// Whether a request asks for a WebSocket below `/ws/`.
  static boolean isHandshake(HttpRequest request) {
    return HttpMethod.GET.equals(request.method())
        && HttpVersion.HTTP_1_1.equals(request.protocolVersion())
        && request.uri().startsWith(PREFIX)
        && request.headers().containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)
        && request.headers().containsValue(HttpHeaderNames.UPGRADE, "websocket", true);
  }

  /// Whether a handshake says one thing only: to one host, and with no body, whose bytes would be
  /// frames to one reader and not to another.
  static boolean isClear(HttpRequest request) {
    HttpHeaders headers = request.headers();
    return headers.getAll(HttpHeaderNames.HOST).size() == 1
        && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        && headers.getAll(HttpHeaderNames.CONTENT_LENGTH).stream().allMatch("0"::equals);
  }

  /// The handshake as the service gets it: everything the client says about the socket (token,
  /// protocol, origin, extensions), and what the gateway says about the client.
  static FullHttpRequest toService(HttpRequest request, RequestContext context) {
    FullHttpRequest upstream =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, request.uri(), Unpooled.EMPTY_BUFFER);
    UpstreamHeaders.copy(request, context, upstream.headers());
    upstream.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
    upstream.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
    upstream.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
    return upstream;
  }

  /// The service's consent as bytes for the client: after it the connection is no longer HTTP, so
  /// no codec may be in its way.
  static ByteBuf consent(HttpResponse upstream, RequestContext context) {
    StringBuilder head = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n");
    upstream
        .headers()
        .forEach(
            header -> {
              if (!RequestIds.HEADER.equalsIgnoreCase(header.getKey())) {
                append(head, header.getKey(), header.getValue());
              }
            });
    append(head, RequestIds.HEADER, context.requestId());
    return Unpooled.copiedBuffer(head.append("\r\n"), StandardCharsets.ISO_8859_1);
  }

  private static void append(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
