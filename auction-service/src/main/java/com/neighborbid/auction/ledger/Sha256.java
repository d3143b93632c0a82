package com.neighborbid.auction.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 as the ledger uses it.
final class Sha256 {
  /// What stands for the hash before the first: 64 zeros.
  static final String NONE = "0".repeat(64);

  private Sha256() {}

  /// The hash of the parts, one after the other.
  static byte[] of(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// The hash of a text's UTF-8, in lower-case hex.
  static String hex(String text) {
    return hex(of(text.getBytes(StandardCharsets.UTF_8)));
  }

  static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
