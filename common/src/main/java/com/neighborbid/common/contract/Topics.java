package com.neighborbid.common.contract;

/// Names of the Kafka topics and the Redis channels.
public final class Topics {
  /// Everything that makes or changes an auction; key auction id; LogAppendTime.
  public static final String AUCTION_LOG = "auction.log";

  /// Everything that changes a wallet; key user id; LogAppendTime.
  public static final String WALLET_LOG = "wallet.log";

  /// What happened to auctions; key auction id.
  public static final String AUCTION_EVENTS = "auction.events";

  /// What happened to wallets; key user id.
  public static final String WALLET_EVENTS = "wallet.events";

  /// What happened to accounts; key user id.
  public static final String USER_EVENTS = "user.events";

  /// The daily roots of the public bid ledger; key the day; one partition, so in order of the days.
  public static final String AUCTION_ROOTS = "auction.roots";

  /// What concerns one person about an auction, for his notifications; key user id. Private, and
  /// kept for some days only.
  public static final String AUCTION_NOTICES = "auction.notices";

  /// Who may not bid, or not with whom; compacted, so that it can always be read from the
  /// beginning. Keys: see `BidderEventCodec`.
  public static final String AUCTION_BIDDERS = "auction.bidders";

  private static final String DEAD_LETTER_SUFFIX = ".dlt";

  private Topics() {}

  /// The topic that takes what could not be read from `topic`.
  public static String deadLetters(String topic) {
    return topic + DEAD_LETTER_SUFFIX;
  }

  /// The Redis channel of an auction's room.
  public static String roomChannel(long auctionId) {
    return "auction:" + auctionId;
  }

  /// The Redis channel of the chat in an auction's room; for realtime instances only.
  public static String chatChannel(long auctionId) {
    return "chat:" + auctionId;
  }

  /// The Redis channel of one user's personal messages.
  public static String userChannel(long userId) {
    return "user:" + userId;
  }

  /// The Redis channel on which an instance hears the answers that its callers wait for.
  public static String answerChannel(String instance) {
    return "answers:" + instance;
  }
}
