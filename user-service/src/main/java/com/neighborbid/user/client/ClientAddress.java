package com.neighborbid.user.client;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Who is at the other end, as far as that can be known.
///
/// `X-Forwarded-For` counts only from a peer in our own network (loopback or private), and of it
/// only the last hop: that one was written by our gateway, everything before it by whoever likes
/// to.
public final class ClientAddress {
  private static final int IPV6_NETWORK_BYTES = 8;

  private ClientAddress() {}

  /// A key for limits: the IPv4 address, or the /64 network of an IPv6 address.
  public static String of(HttpServletRequest request) {
    List<String> forwarded = Collections.list(request.getHeaders("X-Forwarded-For"));
    return of(request.getRemoteAddr(), forwarded);
  }

  /// As the other, of the request that this thread answers; empty where it answers none.
  public static Optional<String> current() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes asked
        ? Optional.of(of(asked.getRequest()))
        : Optional.empty();
  }

  static String of(String peer, List<String> forwardedFor) {
    Optional<InetAddress> direct = literal(peer);
    if (direct.isEmpty()) {
      return peer;
    }
    if (forwardedFor.isEmpty() || !isTrusted(direct.get())) {
      return key(direct.get());
    }
    String lastHeader = forwardedFor.getLast();
    String lastHop = lastHeader.substring(lastHeader.lastIndexOf(',') + 1).strip();
    return key(literal(lastHop).orElse(direct.get()));
  }

  private static Optional<InetAddress> literal(String address) {
    try {
      return Optional.of(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean isTrusted(InetAddress peer) {
    boolean uniqueLocal = peer instanceof Inet6Address && (peer.getAddress()[0] & 0xfe) == 0xfc;
    return peer.isLoopbackAddress()
        || peer.isSiteLocalAddress()
        || peer.isLinkLocalAddress()
        || uniqueLocal;
  }

  /// One household or server has a whole /64: its single addresses are free.
  private static String key(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address && !address.isLoopbackAddress()
        ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES)) + "/64"
        : address.getHostAddress();
  }
}
