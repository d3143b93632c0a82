package com.neighborbid.auction.sales;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// Days as people here count them: from midnight to midnight in Seoul.
public final class SeoulDays {
  public static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

  private SeoulDays() {}

  public static LocalDate of(Instant time) {
    return LocalDate.ofInstant(time, ZONE);
  }

  /// When the day begins.
  public static Instant start(LocalDate day) {
    return day.atStartOfDay(ZONE).toInstant();
  }

  static ZonedDateTime at(Instant time) {
    return time.atZone(ZONE);
  }
}
