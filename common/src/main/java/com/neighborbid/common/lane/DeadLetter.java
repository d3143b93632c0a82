package com.neighborbid.common.lane;

import com.neighborbid.common.contract.ContractJson;
import java.util.Base64;

/// What lies on a `<topic>.dlt`: the record as it was, and why it could not be read.
///
/// @param value the record's value in Base64, whatever it was
record DeadLetter(
    String topic,
    int partition,
    long offset,
    String key,
    String type,
    String reason,
    String value) {
  static final String TYPE = "lane.DeadLetter.v1";
  private static final int MAX_REASON = 1_000;

  static DeadLetter of(String topic, LogRecord record, String reason) {
    String shortened = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
    return new DeadLetter(
        topic,
        record.partition(),
        record.offset(),
        record.key(),
        record.type(),
        shortened,
        Base64.getEncoder().encodeToString(record.value()));
  }

  byte[] toJson() {
    return ContractJson.write(this);
  }
}
