package com.neighborbid.gateway.request;

import com.neighborbid.gateway.config.GatewaySettings;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds out who really asks.
///
/// The gateway is the edge: what a client says about itself in `X-Forwarded-*` is believed only
/// where the connection comes from a configured proxy, and then only as far back as proxies reach.
@Component
public final class RequestContexts {

  private final RequestIds ids;
  private final Networks trusted;

  RequestContexts(RequestIds ids, GatewaySettings settings) {
    this.ids = ids;
    this.trusted = Networks.of(settings.edge().trustedProxies());
  }

  /// Returns the context of a request.
  ///
  /// @param peer the other end of the connection
  /// @param header looks up all lines of a header, empty list where absent
  public RequestContext of(@Nullable SocketAddress peer, Function<String, List<String>> header) {
    String id = ids.choose(first(header.apply(RequestIds.HEADER)));
    String host = orEmpty(first(header.apply("Host")));
    String language = orEmpty(first(header.apply("Accept-Language")));
    InetAddress address = peer instanceof InetSocketAddress inet ? inet.getAddress() : null;
    if (address == null) {
      return new RequestContext(id, "0.0.0.0", "http", host, false, language);
    }
    boolean forwarded =
        !header.apply("X-Forwarded-For").isEmpty() || !header.apply("Forwarded").isEmpty();
    if (!trusted.contains(address)) {
      return new RequestContext(id, text(address), "http", host, !forwarded, language);
    }
    String client = lastUntrusted(header.apply("X-Forwarded-For"), text(address));
    String scheme =
        "https".equalsIgnoreCase(first(header.apply("X-Forwarded-Proto"))) ? "https" : "http";
    String forwardedHost = first(header.apply("X-Forwarded-Host"));
    return new RequestContext(
        id, client, scheme, forwardedHost == null ? host : forwardedHost, !forwarded, language);
  }

  /// Walks back from the nearest proxy to the first address that is not one of ours.
  private String lastUntrusted(List<String> forwardedFor, String peer) {
    List<String> hops =
        forwardedFor.stream().flatMap(line -> List.of(line.split(",")).stream()).toList();
    String nearest = peer;
    for (String hop : hops.reversed()) {
      byte[] bytes = NetUtil.createByteArrayFromIpAddressString(hop.strip());
      if (bytes == null) {
        return nearest;
      }
      InetAddress address = address(bytes);
      nearest = text(address);
      if (!trusted.contains(address)) {
        return nearest;
      }
    }
    return nearest;
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
    }
  }

  private static String text(InetAddress address) {
    return NetUtil.toAddressString(address);
  }

  private static @Nullable String first(List<String> values) {
    return values.isEmpty() ? null : values.getFirst();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
