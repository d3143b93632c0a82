package com.neighborbid.gateway.request;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// A set of networks in CIDR notation.
public final class Networks {

  private final List<IpSubnetFilterRule> rules;

  private Networks(List<IpSubnetFilterRule> rules) {
    this.rules = rules;
  }

  /// Reads networks such as `10.0.0.0/8` or `::1/128`; a bare address means that address alone.
  ///
  /// @throws IllegalArgumentException where one is not a network
  public static Networks of(List<String> cidrs) {
    return new Networks(cidrs.stream().map(Networks::rule).toList());
  }

  /// Whether the address lies in one of the networks.
  public boolean contains(InetAddress address) {
    InetSocketAddress socketAddress = new InetSocketAddress(address, 0);
    return rules.stream().anyMatch(rule -> rule.matches(socketAddress));
  }

  private static IpSubnetFilterRule rule(String cidr) {
    int slash = cidr.indexOf('/');
    String address = slash < 0 ? cidr : cidr.substring(0, slash);
    if (!NetUtil.isValidIpV4Address(address) && !NetUtil.isValidIpV6Address(address)) {
      throw new IllegalArgumentException("not a network: " + cidr);
    }
    int whole = NetUtil.isValidIpV4Address(address) ? 32 : 128;
    int prefix = slash < 0 ? whole : Integer.parseInt(cidr.substring(slash + 1));
    return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
  }
}
