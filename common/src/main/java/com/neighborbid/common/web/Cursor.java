package com.neighborbid.common.web;

import com.neighborbid.common.error.ApiException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// Where the next page of a list begins: the sort values of the last item shown.
///
/// Opaque to clients. Broken and foreign cursors are VALIDATION_FAILED naming `cursor`.
///
/// @param parts values without the separator U+001F
public record Cursor(List<String> parts) {
  private static final String SEPARATOR = "\u001f";
  private static final int LONGEST = 1000;
  private static final Instant LAST_TIME = Instant.parse("9999-12-31T00:00:00Z");

  public Cursor {
    parts = List.copyOf(parts);
  }

  public static Cursor of(Object... parts) {
    return new Cursor(Arrays.stream(parts).map(String::valueOf).toList());
  }

  public static Cursor parse(String raw) {
    if (raw.isEmpty() || raw.length() > LONGEST) {
      throw broken();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(raw);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Cursor(List.of(text.split(SEPARATOR, -1)));
    } catch (IllegalArgumentException | CharacterCodingException _) {
      throw broken();
    }
  }

  public String encode() {
    String text = parts.stream().collect(Collectors.joining(SEPARATOR));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  public String text(int index) {
    if (index >= parts.size()) {
      throw broken();
    }
    return parts.get(index);
  }

  public long number(int index) {
    try {
      return Long.parseLong(text(index));
    } catch (NumberFormatException _) {
      throw broken();
    }
  }

  public Instant time(int index) {
    try {
      return Instant.parse(text(index));
    } catch (DateTimeException _) {
      throw broken();
    }
  }

  /// A time as the JDBC driver takes it; one that no list of ours has is refused.
  public OffsetDateTime sqlTime(int index) {
    Instant time = time(index);
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST_TIME)) {
      throw broken();
    }
    return time.atOffset(ZoneOffset.UTC);
  }

  /// The refusal of a cursor that is well-formed but not of this list.
  public static ApiException broken() {
    return ApiException.invalid("cursor", "cursor");
  }
}
