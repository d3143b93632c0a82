package com.neighborbid.user.delivery;

import java.net.Inet4Address;
import java.net.InetAddress;

/// Tells addresses of the public internet from those of our own networks, which nobody outside may
/// make us call.
final class PublicAddresses {
  private PublicAddresses() {}

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
  }

  /// The special-purpose blocks of IPv4 that the JDK does not know.
  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    return switch (first) {
      case 0, 10, 127 -> false;
      case 100 -> second < 64 || second > 127; // carriers' own
      case 169 -> second != 254;
      case 172 -> second < 16 || second > 31;
      case 192 ->
          !(second == 168 || (second == 0 && (third == 0 || third == 2)) || isRelay(second, third));
      case 198 -> !(second == 18 || second == 19 || (second == 51 && third == 100));
      case 203 -> !(second == 0 && third == 113);
      default -> first < 224;
    };
  }

  private static boolean isRelay(int second, int third) {
    return second == 88 && third == 99;
  }

  /// Global unicast only, without the blocks that carry an IPv4 address or are for documents.
  private static boolean isPublic6(byte[] bytes) {
    int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
    boolean global = (first & 0xe000) == 0x2000;
    boolean translated = first == 0x2002 || (first == 0x2001 && second == 0);
    boolean documents = (first == 0x2001 && second == 0xdb8) || (first & 0xfff0) == 0x3ff0;
    return global && !translated && !documents;
  }
}
