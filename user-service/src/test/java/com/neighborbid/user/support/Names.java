package com.neighborbid.user.support;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.security.Security;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Names below `.names.test`, each of which is unknown until a test says that it is this machine.
/// Everything else is looked up as always.
public final class Names extends InetAddressResolverProvider {
  private static final String OURS = ".names.test";
  private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

  public Names() {
    // What was unknown is asked for again at once.
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  /// From now on the name is this machine.
  public static void know(String name) {
    KNOWN.add(name);
  }

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver builtin = configuration.builtinResolver();
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        if (!host.endsWith(OURS)) {
          return builtin.lookupByName(host, policy);
        }
        if (!KNOWN.contains(host)) {
          throw new UnknownHostException(host);
        }
        return Stream.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return builtin.lookupByAddress(address);
      }
    };
  }

  @Override
  public String name() {
    return "names of tests";
  }
}
