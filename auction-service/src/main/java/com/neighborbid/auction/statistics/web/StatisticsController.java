package com.neighborbid.auction.statistics.web;

import com.neighborbid.auction.sales.Period;
import com.neighborbid.auction.sales.SeoulDays;
import com.neighborbid.auction.statistics.DailyStatistics;
import com.neighborbid.auction.statistics.DayOfPlatform;
import com.neighborbid.common.auth.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StatisticsController {
  private final DailyStatistics statistics;
  private final Clock clock;

  StatisticsController(DailyStatistics statistics, Clock clock) {
    this.statistics = statistics;
    this.clock = clock;
  }

  /// @param items the newest first; days on which nothing was counted are not there
  record Days(String zone, List<DayOfPlatform> items) {
    Days {
      items = List.copyOf(items);
    }
  }

  @GetMapping("/api/admin/statistics/daily")
  @Operation(
      summary = "What happened on the platform, day by day",
      description = "Days are those of Asia/Seoul, at most 366; counted every hour.")
  ResponseEntity<Days> daily(
      Caller caller,
      @Parameter(description = "first day, `YYYY-MM-DD`; 30 days before `to` where nothing is said")
          @RequestParam(required = false)
          @Nullable String from,
      @Parameter(description = "last day, `YYYY-MM-DD`; today where nothing is said")
          @RequestParam(required = false)
          @Nullable String to) {
    caller.requireAdmin();
    Period period = Period.of(from, to, clock.instant());
    Days days = new Days(SeoulDays.ZONE.getId(), statistics.between(period.from(), period.to()));
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(days);
  }
}
