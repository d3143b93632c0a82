package com.neighborbid.auction.moderation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.neighborbid.auction.moderation.Report;
import com.neighborbid.auction.moderation.Report.Reason;
import com.neighborbid.auction.moderation.Report.Status;
import com.neighborbid.auction.moderation.Reports;
import com.neighborbid.common.apidocs.Refuses;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.InputChecks;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReportController {
  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_REASON = 500;

  private final Reports reports;

  ReportController(Reports reports) {
    this.reports = reports;
  }

  /// @param reason one of [Reason]
  /// @param text up to 1000 characters; required for `OTHER`
  record ReportRequest(@Nullable String reason, @Nullable String text) {}

  /// @param reason in the admin's words, for the audit trail
  record DecisionRequest(@Nullable String reason) {
    String checked() {
      InputChecks checks = new InputChecks();
      String words = checks.requireText("reason", reason, 1, LONGEST_REASON);
      checks.throwIfBad();
      return words;
    }
  }

  /// A report as who made it sees it: who decided it is nothing to him.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OwnReport(
      long id,
      long auctionId,
      Reason reason,
      String text,
      Status status,
      Instant createdAt,
      @Nullable Instant decidedAt) {
    static OwnReport of(Report report) {
      return new OwnReport(
          report.id(),
          report.auctionId(),
          report.reason(),
          report.text(),
          report.status(),
          report.createdAt(),
          report.decidedAt());
    }
  }

  @PostMapping("/api/auctions/{id}/reports")
  @Operation(summary = "Report an auction to the admins, once per person")
  @Refuses({ErrorCode.AUCTION_NOT_FOUND, ErrorCode.FORBIDDEN, ErrorCode.ALREADY_REPORTED})
  ResponseEntity<OwnReport> report(
      Caller caller, @PathVariable long id, @RequestBody ReportRequest request) {
    InputChecks checks = new InputChecks();
    Reason reason = oneOf(checks, "reason", Reason.values(), request.reason());
    String text =
        request.text() == null && reason != Reason.OTHER
            ? ""
            : checks.requireText("text", request.text(), 1, LONGEST_TEXT);
    checks.throwIfBad();
    Report report = reports.report(caller.userId(), id, reason, text);
    return ResponseEntity.created(URI.create("/api/me/reported-auctions"))
        .body(OwnReport.of(report));
  }

  @GetMapping("/api/me/reported-auctions")
  @Operation(summary = "What the caller has reported, the newest first")
  ResponseEntity<Page<OwnReport>> mine(Caller caller, PageQuery page) {
    return secret(reports.by(caller.userId(), page).map(OwnReport::of));
  }

  @GetMapping("/api/admin/reports")
  @Operation(summary = "Reports of auctions, the oldest first; open ones where nothing is said")
  @Refuses({ErrorCode.FORBIDDEN})
  ResponseEntity<Page<Report>> list(
      Caller caller,
      @RequestParam(defaultValue = "OPEN") String status,
      @RequestParam(required = false) @Nullable Long auctionId,
      PageQuery page) {
    caller.requireAdmin();
    InputChecks checks = new InputChecks();
    Status wanted = oneOf(checks, "status", Status.values(), status);
    checks.throwIfBad();
    return secret(reports.in(wanted, auctionId, page));
  }

  @PostMapping("/api/admin/reports/{id}/dismiss")
  @Operation(summary = "Decide that nothing follows from a report")
  @Refuses({ErrorCode.FORBIDDEN, ErrorCode.CONFLICT})
  ResponseEntity<Report> dismiss(
      Caller caller, @PathVariable long id, @RequestBody DecisionRequest request) {
    caller.requireAdmin();
    return secret(reports.dismiss(caller.userId(), id, request.checked()));
  }

  @PostMapping("/api/admin/reports/{id}/suspend-auction")
  @Operation(
      summary = "Suspend the reported auction; all open reports of it are answered by that",
      description =
          "Through the log, as `/api/admin/auctions/{id}/suspend`. 202 with the report as it was,"
              + " where the suspension is asked for and not decided yet: say it again later.")
  @Refuses({ErrorCode.FORBIDDEN, ErrorCode.CONFLICT, ErrorCode.AUCTION_ENDED})
  ResponseEntity<Report> suspend(
      Caller caller, @PathVariable long id, @RequestBody DecisionRequest request)
      throws InterruptedException {
    caller.requireAdmin();
    Report report = reports.suspendAuction(caller.userId(), id, request.checked());
    return ResponseEntity.status(
            report.status() == Status.OPEN ? HttpStatus.ACCEPTED : HttpStatus.OK)
        .cacheControl(CacheControl.noStore())
        .body(report);
  }

  /// The first of them as a placeholder where it is none.
  private static <E extends Enum<E>> E oneOf(
      InputChecks checks, String field, E[] values, @Nullable String raw) {
    if (raw == null) {
      checks.check(false, field, "required");
      return values[0];
    }
    return Arrays.stream(values)
        .filter(value -> value.name().equals(raw))
        .findFirst()
        .orElseGet(
            () -> {
              checks.add(field, "oneOf", Map.of("values", List.of(values)));
              return values[0];
            });
  }

  private static <T> ResponseEntity<T> secret(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }
}
