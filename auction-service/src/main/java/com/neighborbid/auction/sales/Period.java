package com.neighborbid.auction.sales;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.FieldError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Some days of Asia/Seoul, as requests ask for them.
///
/// @param from the first day
/// @param to the last day, which belongs to it
public record Period(LocalDate from, LocalDate to) {
  private static final int MOST_DAYS = 366;
  private static final int DEFAULT_DAYS = 30;
  private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 1, 1);

  /// @throws ApiException VALIDATION_FAILED where it ends before it begins, or is too long
  public Period {
    if (to.isBefore(from)) {
      throw ApiException.invalid("to", "invalid");
    }
    if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
      throw ApiException.invalid(List.of(new FieldError("to", "days", Map.of("max", MOST_DAYS))));
    }
  }

  /// @param from `YYYY-MM-DD`; absent = 30 days up to the last one
  /// @param to `YYYY-MM-DD`; absent = today
  /// @throws ApiException VALIDATION_FAILED naming `from` or `to`
  public static Period of(@Nullable String from, @Nullable String to, Instant now) {
    LocalDate last = to == null ? SeoulDays.of(now) : day("to", to);
    return new Period(from == null ? last.minusDays(DEFAULT_DAYS - 1) : day("from", from), last);
  }

  private static LocalDate day(String field, String raw) {
    try {
      LocalDate day = LocalDate.parse(raw);
      if (day.isAfter(FIRST) && day.isBefore(LAST)) {
        return day;
      }
    } catch (DateTimeException _) {
      // Answered below, like a day out of range.
    }
    throw ApiException.invalid(field, "day");
  }

  Instant begin() {
    return SeoulDays.start(from);
  }

  Instant end() {
    return SeoulDays.start(to.plusDays(1));
  }
}
