package com.neighborbid.auction.bidding.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One step of an auction in its public record. Each entry's hash covers the entry before, so that
/// nobody can change one without changing all that follow; see docs/ledger.md for the format.
/// Bidders have the numbers in which they first appeared, never their ids.
///
/// @param timeMs log time of the input that made the step
/// @param amount what was bid, in won; 0 where the step is no bid
/// @param bidder number of who bid; 0 where the step is no bid
/// @param leader number of who leads after it; 0 where nobody does
/// @param detail public terms where they changed, how it ended where it did
/// @param bidId kept beside it, not part of the record
public record LedgerEntry(
    long auctionId,
    long seq,
    Kind kind,
    long timeMs,
    long offset,
    long amount,
    long price,
    int bidder,
    int leader,
    long endsAtMs,
    String detail,
    @Nullable UUID bidId,
    String previous) {
  public static final String FIRST = "0".repeat(64);

  /// What made the step.
  public enum Kind {
    OPENED,
    STARTED,
    BID,
    BOUGHT,
    CHANGED,
    ENDED,
    CANCELLED
  }

  /// Lower-case hexadecimal SHA-256 over every part and the hash of the entry before.
  public String hash() {
    return HexFormat.of().formatHex(sha256(text().getBytes(StandardCharsets.UTF_8)));
  }

  private String text() {
    StringBuilder text = new StringBuilder(300).append("neighborbid-ledger-1|");
    text.append(auctionId).append('|').append(seq).append('|').append(kind).append('|');
    text.append(Instant.ofEpochMilli(timeMs)).append('|').append(offset).append('|');
    zeroIsEmpty(text, amount).append('|').append(price).append('|');
    zeroIsEmpty(text, bidder).append('|');
    zeroIsEmpty(text, leader).append('|').append(Instant.ofEpochMilli(endsAtMs)).append('|');
    return text.append(detail).append('|').append(previous).toString();
  }

  private static StringBuilder zeroIsEmpty(StringBuilder text, long value) {
    return value == 0 ? text : text.append(value);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
