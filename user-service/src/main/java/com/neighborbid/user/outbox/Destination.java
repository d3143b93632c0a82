package com.neighborbid.user.outbox;

/// Where a row of the outbox goes. Each place has a publisher of its own, so that one that is away
/// holds up nothing but itself.
enum Destination {
  /// Events, to the topic that the row names.
  KAFKA(0x6e625f6f757462L),
  /// Sign-ins that have ended.
  REDIS(0x6e625f73696eL);

  /// What rows for Redis have as their topic; it is none of Kafka's.
  static final String SIGN_INS = "signins";

  private final long lock;

  Destination(long lock) {
    this.lock = lock;
  }

  /// The advisory lock of whoever publishes there: a number that nothing else in this database
  /// uses.
  long lock() {
    return lock;
  }
}
