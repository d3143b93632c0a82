package com.neighborbid.realtime.netty;

import com.neighborbid.realtime.protocol.Language;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a client says when it opens a socket.
final class Handshakes {
  /// The subprotocol under which browsers, which can set no header, hand over their token.
  static final String SUBPROTOCOL = "bearer";

  private static final String SCHEME = "Bearer ";
  private static final Pattern ROOM = Pattern.compile("/ws/auction/([^/]+)/?");
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
  private static final long NO_AUCTION = 0;
  private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final Origins origins;

  Handshakes(Origins origins) {
    this.origins = origins;
  }

  /// The auction whose room a path names; 0, which no auction has, where that is no id; empty where
  /// it names no room.
  static OptionalLong auctionId(String path) {
    Matcher room = ROOM.matcher(path);
    if (!room.matches()) {
      return OptionalLong.empty();
    }
    String id = room.group(1);
    return OptionalLong.of(ID.matcher(id).matches() ? Long.parseLong(id) : NO_AUCTION);
  }

  Handshake read(HttpRequest request, long auctionId) {
    HttpHeaders headers = request.headers();
    Map<String, List<String>> parameters = new QueryStringDecoder(request.uri()).parameters();
    String token = token(headers);
    return new Handshake(
        auctionId,
        since(parameters),
        List.of("true").equals(parameters.get("conflate")),
        Language.of(headers.get(HttpHeaderNames.ACCEPT_LANGUAGE)),
        token,
        token == null && offered(headers)[0].equalsIgnoreCase(SUBPROTOCOL),
        origins.allows(
            headers.get(HttpHeaderNames.ORIGIN),
            headers.get(HttpHeaderNames.HOST),
            headers.get("X-Forwarded-Host")),
        requestId(headers.get("X-Request-Id")));
  }

  /// A position that is none is like having seen nothing: he gets a snapshot.
  private static OptionalLong since(Map<String, List<String>> parameters) {
    List<String> values = parameters.getOrDefault("since", List.of());
    return values.size() == 1 && POSITION.matcher(values.getFirst()).matches()
        ? OptionalLong.of(Long.parseLong(values.getFirst()))
        : OptionalLong.empty();
  }

  /// Whatever stands where a token belongs is one, so that a broken one is refused and not
  /// overlooked. The subprotocol alone announces one.
  private static @Nullable String token(HttpHeaders headers) {
    String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
    if (authorization != null && !authorization.isBlank()) {
      return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
          ? authorization.substring(SCHEME.length()).strip()
          : authorization;
    }
    String[] offered = offered(headers);
    return offered.length > 1 && offered[0].equalsIgnoreCase(SUBPROTOCOL) ? offered[1] : null;
  }

  private static String[] offered(HttpHeaders headers) {
    String protocols = String.join(",", headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL));
    return protocols.strip().split("\\s*,\\s*", -1);
  }

  private static String requestId(@Nullable String given) {
    return given != null && REQUEST_ID.matcher(given).matches()
        ? given
        : UUID.randomUUID().toString();
  }
}
