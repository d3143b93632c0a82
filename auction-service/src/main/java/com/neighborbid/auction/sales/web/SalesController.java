package com.neighborbid.auction.sales.web;

import com.neighborbid.auction.sales.Period;
import com.neighborbid.auction.sales.Sales;
import com.neighborbid.common.auth.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SalesController {
  /// Without it, some spreadsheets take UTF-8 for something else.
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Sales sales;
  private final Clock clock;

  SalesController(Sales sales, Clock clock) {
    this.sales = sales;
    this.clock = clock;
  }

  @GetMapping("/api/me/reports/sales.csv")
  @Operation(
      summary = "What the caller has sold, as a table",
      description =
          "CSV as in RFC 4180, in UTF-8. Days and times are those of Asia/Seoul; at most 366 days."
              + " Texts that a spreadsheet would take for a formula have an apostrophe before them.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  void sales(
      Caller caller,
      @Parameter(description = "first day, `YYYY-MM-DD`; 30 days before `to` where nothing is said")
          @RequestParam(required = false)
          @Nullable String from,
      @Parameter(description = "last day, `YYYY-MM-DD`; today where nothing is said")
          @RequestParam(required = false)
          @Nullable String to,
      @Parameter(description = "true: a byte order mark comes first, for spreadsheets")
          @RequestParam(defaultValue = "false")
          boolean bom,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    Period period = Period.of(from, to, clock.instant());
    sales.requireFits(caller.userId(), period);
    response.setContentType("text/csv; charset=UTF-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename("sales-" + period.from() + "-" + period.to() + ".csv")
            .build()
            .toString());
    var out =
        new BufferedWriter(
            new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    if (bom) {
      out.write(BYTE_ORDER_MARK);
    }
    sales.write(caller.userId(), period, out::write);
    out.flush();
  }
}
