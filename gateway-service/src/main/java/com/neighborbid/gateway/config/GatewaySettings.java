package com.neighborbid.gateway.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Everything that can be set about the gateway, below `neighborbid`.
///
/// @param services where the instances of the services listen
/// @param limits how often one address may ask
/// @param edge whom to believe and whom to let read from other origins
/// @param bodies how large a request may be
/// @param times how long the gateway waits for a service
/// @param breaker when a service counts as away, and when it is asked again
@ConfigurationProperties("neighborbid")
public record GatewaySettings(
    Services services,
    @DefaultValue Limits limits,
    @DefaultValue Edge edge,
    @DefaultValue Bodies bodies,
    @DefaultValue Times times,
    @DefaultValue Breaker breaker) {

  /// Base addresses of the services, without a path; several where a service has several instances.
  public record Services(List<URI> user, List<URI> wallet, List<URI> auction, List<URI> realtime) {

    public Services {
      user = checked(user);
      wallet = checked(wallet);
      auction = checked(auction);
      realtime = checked(realtime);
    }

    private static List<URI> checked(List<URI> addresses) {
      require(!addresses.isEmpty(), "neighborbid.services: a service without an address");
      require(
          Set.copyOf(addresses).size() == addresses.size(),
          "neighborbid.services: an address twice: " + addresses);
      for (URI uri : addresses) {
        require(
            "http".equals(uri.getScheme()) && uri.getHost() != null,
            "neighborbid.services: not an http address with a host: " + uri);
      }
      return List.copyOf(addresses);
    }
  }

  /// A token bucket per client address.
  ///
  /// @param enabled `false` lets everything pass (`NB_LIMITS=off`)
  /// @param requestsPerSecond how fast the bucket fills
  /// @param burst how many requests a full bucket holds
  /// @param addresses how many addresses are remembered at most
  public record Limits(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("300") int requestsPerSecond,
      @DefaultValue("1000") int burst,
      @DefaultValue("100000") int addresses) {

    public Limits {
      require(
          requestsPerSecond > 0 && burst > 0 && addresses > 0,
          "neighborbid.limits: requests-per-second, burst and addresses must be positive");
    }
  }

  /// Whom to believe.
  ///
  /// @param trustedProxies networks (CIDR) whose `X-Forwarded-*` headers are believed; empty:
  ///   nobody
  /// @param metricsFrom networks (CIDR) that may read `/actuator/prometheus`
  /// @param allowedOrigins other web origins whose pages may call the API; empty: same origin only
  public record Edge(
      @DefaultValue List<String> trustedProxies,
      @DefaultValue({"127.0.0.0/8", "::1/128"}) List<String> metricsFrom,
      @DefaultValue List<String> allowedOrigins) {

    public Edge {
      trustedProxies = List.copyOf(trustedProxies);
      metricsFrom = List.copyOf(metricsFrom);
      allowedOrigins = List.copyOf(allowedOrigins);
    }
  }

  /// Request sizes.
  ///
  /// @param max every request body
  /// @param maxImage a multipart upload to `/api/auctions/*/images`, its envelope included
  /// @param readWithin how long a client may take to send a body of at most `max`
  public record Bodies(
      @DefaultValue("64KB") DataSize max,
      @DefaultValue("10304KB") DataSize maxImage,
      @DefaultValue("10s") Duration readWithin) {}

  /// Time limits towards the services.
  ///
  /// @param connect opening a connection
  /// @param read a request that only reads
  /// @param write a request that changes something
  /// @param upload an image upload
  /// @param maxWait the largest `Prefer: wait=N` that is granted
  /// @param waitMargin added to a granted wait, so that the service answers first
  /// @param health one service's answer to a health question
  /// @param handshake a WebSocket handshake
  /// @param idle how long a WebSocket may be silent in both directions; services ping far more
  ///   often
  public record Times(
      @DefaultValue("1s") Duration connect,
      @DefaultValue("5s") Duration read,
      @DefaultValue("10s") Duration write,
      @DefaultValue("60s") Duration upload,
      @DefaultValue("30s") Duration maxWait,
      @DefaultValue("5s") Duration waitMargin,
      @DefaultValue("1s") Duration health,
      @DefaultValue("5s") Duration handshake,
      @DefaultValue("2m") Duration idle) {}

  /// The circuit breakers, one per service and kind of request.
  ///
  /// @param window how many of the last calls are looked at
  /// @param minimumCalls calls needed before it may open
  /// @param failureRatePercent share of failures that opens it
  /// @param openFor pause before the service is tried again
  public record Breaker(
      @DefaultValue("40") int window,
      @DefaultValue("10") int minimumCalls,
      @DefaultValue("50") int failureRatePercent,
      @DefaultValue("2s") Duration openFor) {}

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
