package com.neighborbid.common.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A Lua script from the class path, called by its hash. The connection it is called on must have
/// been opened with it, see [RedisLink].
public final class RedisScript {
  private final byte[] source;
  private final String hash;

  private RedisScript(byte[] source) {
    this.source = source;
    this.hash = HexFormat.of().formatHex(sha1(source));
  }

  /// @param file absolute on the class path
  public static RedisScript of(String file) {
    try (InputStream in = RedisScript.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not on the class path");
      }
      return new RedisScript(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// By which Redis knows it.
  public String hash() {
    return hash;
  }

  String source() {
    return new String(source, StandardCharsets.UTF_8);
  }

  private static byte[] sha1(byte[] source) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(source);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
