package com.neighborbid.common.lane;

import com.neighborbid.common.contract.ContractJson;
import java.util.Arrays;
import java.util.Base64;

/// What lies on a `<topic>.dlt`: the record as it was, and why it could not be read. Everything is
/// cut to a length that always fits: what made a record unreadable may be its size.
///
/// @param value the record's value in Base64, whatever it was; only its beginning where it is long
/// @param valueBytes length of the value as it was, in bytes
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    String key,
    String type,
    String reason,
    String value,
    int valueBytes) {
  public static final String TYPE = "lane.DeadLetter.v1";
  private static final int TEXT_MAX = 1_000;
  private static final int VALUE_MAX = 500_000;

  /// @param reason why the record could not be read
  public static DeadLetter of(String topic, LogRecord record, String reason) {
    byte[] value = record.value();
    byte[] kept = value.length > VALUE_MAX ? Arrays.copyOf(value, VALUE_MAX) : value;
    return new DeadLetter(
        topic,
        record.partition(),
        record.offset(),
        text(record.key()),
        text(record.type()),
        text(reason),
        Base64.getEncoder().encodeToString(kept),
        value.length);
  }

  /// Printable and short, so that neither the database nor Kafka can refuse it.
  static String text(String text) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), TEXT_MAX));
    text.codePoints()
        .limit(TEXT_MAX)
        .map(c -> Character.isISOControl(c) || isSurrogate(c) ? ' ' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  /// The value of its record.
  public byte[] toJson() {
    return ContractJson.write(this);
  }
}
