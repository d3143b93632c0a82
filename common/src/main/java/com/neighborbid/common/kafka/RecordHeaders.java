package com.neighborbid.common.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/// CloudEvents 1.0 attributes of a record, in binary mode, and the request id that runs through all
/// logs.
public final class RecordHeaders {
  public static final String ID = "ce_id";
  public static final String TYPE = "ce_type";
  public static final String SOURCE = "ce_source";
  public static final String TIME = "ce_time";
  public static final String SUBJECT = "ce_subject";
  public static final String REQUEST_ID = "request_id";

  private static final Header SPEC_VERSION = header("ce_specversion", "1.0");
  private static final Header CONTENT_TYPE = header("content-type", "application/json");

  private RecordHeaders() {}

  /// The headers of a record.
  ///
  /// @param subject the record's key as text
  public static List<Header> of(
      String id,
      String type,
      String source,
      Instant time,
      String subject,
      @Nullable String requestId) {
    List<Header> headers =
        new java.util.ArrayList<>(
            List.of(
                SPEC_VERSION,
                CONTENT_TYPE,
                header(ID, id),
                header(TYPE, type),
                header(SOURCE, source),
                header(TIME, time.toString()),
                header(SUBJECT, subject)));
    if (requestId != null) {
      headers.add(header(REQUEST_ID, requestId));
    }
    return headers;
  }

  /// The last header of that name as text, or null.
  public static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
