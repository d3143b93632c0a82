package com.neighborbid.gateway.request;

import org.springframework.web.server.ServerWebExchange;

/// What is known of a request from its first moment on.
///
/// @param requestId found in all logs, on the answer, and in the Kafka headers behind it
/// @param clientAddress the IP address that asks, or the one a trusted proxy vouches for
/// @param scheme `http` or `https` as the client sees it
/// @param host host and port as the client asked for them; empty where it did not say
/// @param direct whether no proxy stands between
/// @param acceptLanguage the raw `Accept-Language`, empty where absent
public record RequestContext(
    String requestId,
    String clientAddress,
    String scheme,
    String host,
    boolean direct,
    String acceptLanguage) {

  private static final String ATTRIBUTE = RequestContext.class.getName();
  private static final RequestContext UNKNOWN =
      new RequestContext("-", "0.0.0.0", "http", "", false, "");

  /// Returns the context of the exchange, or an empty one before it was attached.
  public static RequestContext of(ServerWebExchange exchange) {
    return exchange.getAttributeOrDefault(ATTRIBUTE, UNKNOWN);
  }

  /// Makes this the context of the exchange.
  public void attachTo(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }
}
