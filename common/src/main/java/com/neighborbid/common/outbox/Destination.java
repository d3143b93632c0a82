package com.neighborbid.common.outbox;

/// Where a row of the outbox goes. Each place has a publisher of its own, so that one that is away
/// holds up nothing but itself.
///
/// @param name for logs, metrics and threads
/// @param lock the advisory lock of whoever publishes there: a number that nothing else in the
///   database uses
/// @param topic what its rows have as their topic, which no topic of Kafka's is called; `%.%` for
///   all of Kafka's, which all have a dot
public record Destination(String name, long lock, String topic) {
  private static final String TOPICS = "%.%";

  /// Events, to the topic that the row names.
  public static final Destination KAFKA = new Destination("kafka", 0x6e625f6f757462L, TOPICS);

  public Destination {
    if (topic.contains(".") != topic.equals(TOPICS)) {
      throw new IllegalArgumentException("only Kafka's topics have a dot: " + topic);
    }
  }

  String condition() {
    return "topic LIKE :topic";
  }
}
