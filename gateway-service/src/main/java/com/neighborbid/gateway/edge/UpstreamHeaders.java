package com.neighborbid.gateway.edge;

import com.neighborbid.gateway.request.RequestContext;
import com.neighborbid.gateway.request.RequestIds;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which headers a service gets: what the client sent, without what only the gateway may say, and
/// with what the gateway knows; and which of a service's headers its client gets.
public final class UpstreamHeaders {

  /// What belongs to one connection only, or claims an origin of the request.
  private static final Set<String> KEPT_BACK =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect",
          "http2-settings",
          "forwarded",
          "x-real-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "true-client-ip",
          "cf-connecting-ip",
          "x-original-url",
          "x-rewrite-url",
          "x-http-method-override",
          "x-request-id");

  /// What a service says of its connection to the gateway, or what the gateway says itself.
  private static final Set<String> NOT_PASSED_BACK =
      Set.of(
          "connection",
          "keep-alive",
          "transfer-encoding",
          "content-length",
          "server",
          "x-request-id");

  private UpstreamHeaders() {}

  /// Whether a client's header reaches a service.
  public static boolean passes(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !KEPT_BACK.contains(lower) && !lower.startsWith("x-forwarded-");
  }

  /// Whether a header of a service's answer reaches the client.
  public static boolean passesBack(String name) {
    return !NOT_PASSED_BACK.contains(name.toLowerCase(Locale.ROOT));
  }

  /// Adds what a service gets with a request.
  public static void copy(HttpRequest request, RequestContext context, HttpHeaders toService) {
    request
        .headers()
        .forEach(
            header -> {
              if (passes(header.getKey())) {
                toService.add(header.getKey(), header.getValue());
              }
            });
    about(context).forEach(toService::set);
  }

  /// What the gateway says to a service about a request.
  public static Map<String, String> about(RequestContext request) {
    Map<String, String> always =
        Map.of(
            RequestIds.HEADER,
            request.requestId(),
            "X-Forwarded-For",
            request.clientAddress(),
            "X-Forwarded-Proto",
            request.scheme());
    if (request.host().isEmpty()) {
      return always;
    }
    Map<String, String> all = new java.util.HashMap<>(always);
    all.put("X-Forwarded-Host", request.host());
    return all;
  }
}
