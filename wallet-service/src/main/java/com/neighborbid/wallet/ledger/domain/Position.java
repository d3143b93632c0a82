package com.neighborbid.wallet.ledger.domain;

/// What one user has held for one auction: a level, not a sum of differences.
///
/// @param level whole won held now
/// @param commandSeq the newest command seen; what is not above it changes nothing
/// @param closed captured: refuses everything for ever
/// @param captured the price taken; zero unless closed
/// @param sinceMs log time since when something is held, or of the first command where nothing ever
///   was
/// @param closedAtMs log time of the capture; zero unless closed
public record Position(
    long auctionId,
    long userId,
    long level,
    long commandSeq,
    boolean closed,
    long captured,
    long sinceMs,
    long closedAtMs) {
  public Position {
    Limits.notNegative(level, "level");
    if (closed && level != 0) {
      throw new IllegalArgumentException("a closed position holds nothing: " + level);
    }
  }

  /// The position before its first command.
  static Position fresh(long auctionId, long userId, long timeMs) {
    return new Position(auctionId, userId, 0, 0, false, 0, timeMs, 0);
  }

  Position seen(long newCommandSeq) {
    return new Position(
        auctionId, userId, level, newCommandSeq, closed, captured, sinceMs, closedAtMs);
  }

  Position at(long newLevel, long timeMs) {
    long since = level == 0 && newLevel > 0 ? timeMs : sinceMs;
    return new Position(
        auctionId, userId, newLevel, commandSeq, closed, captured, since, closedAtMs);
  }

  Position capturedFor(long price, long timeMs) {
    return new Position(auctionId, userId, 0, commandSeq, true, price, sinceMs, timeMs);
  }
}
