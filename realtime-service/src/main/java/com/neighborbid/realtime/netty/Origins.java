package com.neighborbid.realtime.netty;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Which web pages may open sockets: those of the host that was asked, and those that are listed.
/// Programs outside a browser send no origin and are free to come.
public final class Origins {
  private static final String EVERY = "*";

  private final Set<String> listed;

  /// @param listed such as `https://neighborbid.example`; `*` for every page
  public Origins(Iterable<String> listed) {
    this.listed =
        StreamSupport.stream(listed.spliterator(), false)
            .map(origin -> origin.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /// @param origin as the browser says it
  /// @param host the host that was asked, as the client said it
  /// @param forwardedHost the same as the proxy in front says it
  boolean allows(@Nullable String origin, @Nullable String host, @Nullable String forwardedHost) {
    if (origin == null || listed.contains(EVERY)) {
      return true;
    }
    String page = origin.toLowerCase(Locale.ROOT);
    if (listed.contains(page)) {
      return true;
    }
    try {
      URI uri = URI.create(page);
      String authority = uri.getRawAuthority();
      return authority != null
          && Stream.of(first(host), first(forwardedHost))
              .anyMatch(asked -> sameHost(asked, authority, uri.getScheme()));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// Proxies in a row add theirs behind a comma; the first is what the browser asked for.
  private static @Nullable String first(@Nullable String hosts) {
    return hosts == null ? null : hosts.split(",", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static boolean sameHost(
      @Nullable String asked, String authority, @Nullable String scheme) {
    if (asked == null || asked.isEmpty()) {
      return false;
    }
    String defaultPort = "https".equals(scheme) ? ":443" : ":80";
    return withPort(asked, defaultPort).equals(withPort(authority, defaultPort));
  }

  private static String withPort(String authority, String defaultPort) {
    int bracket = authority.lastIndexOf(']');
    return authority.indexOf(':', Math.max(0, bracket)) >= 0 ? authority : authority + defaultPort;
  }
}
