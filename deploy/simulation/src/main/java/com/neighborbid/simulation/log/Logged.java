package com.neighborbid.simulation.log;

import com.neighborbid.common.kafka.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// A record at its place in a log.
///
/// @param stampMs when the broker appended it, by the broker's clock
/// @param senderMs when it was sent, by its sender's clock
@SuppressWarnings("ArrayRecordComponent") // compared by content where it is
public record Logged(
    String topic,
    int partition,
    long offset,
    long stampMs,
    long senderMs,
    byte[] key,
    byte[] value,
    Headers headers) {

  public String keyText() {
    return new String(key, StandardCharsets.UTF_8);
  }

  /// The CloudEvents type, or empty.
  public String type() {
    String type = RecordHeaders.text(headers, RecordHeaders.TYPE);
    return type == null ? "" : type;
  }

  /// The CloudEvents id, by which a repeat is known.
  public @Nullable String id() {
    return RecordHeaders.text(headers, RecordHeaders.ID);
  }

  boolean holds(byte[] other) {
    return Arrays.equals(value, other);
  }
}
