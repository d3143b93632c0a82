package com.neighborbid.auction.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What names a page of a list: everything that was asked.
///
/// @param parts in an order of the list's own; empty for what was not asked
public record ListKey(List<String> parts) {
  private static final int PART_OVERHEAD = 56;

  public ListKey {
    parts = List.copyOf(parts);
  }

  public static ListKey of(@Nullable Object... asked) {
    List<String> parts = new ArrayList<>();
    for (Object one : asked) {
      // Absent and empty differ.
      parts.add(one == null ? "" : "=" + one);
    }
    return new ListKey(parts);
  }

  /// What it takes in memory, roughly.
  int bytes() {
    return parts.stream().mapToInt(part -> PART_OVERHEAD + 2 * part.length()).sum();
  }

  /// In Redis: short, and the same for the same question only.
  String place() {
    StringBuilder all = new StringBuilder();
    parts.forEach(part -> all.append(part.length()).append(':').append(part));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      return "copies:l:" + HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
