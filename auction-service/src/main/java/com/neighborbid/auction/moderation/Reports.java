package com.neighborbid.auction.moderation;

import com.neighborbid.auction.bidding.Commands;
import com.neighborbid.auction.moderation.Report.Reason;
import com.neighborbid.auction.moderation.Report.Status;
import com.neighborbid.common.audit.AuditTrail;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PauseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PauseCause;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes reports and decides them. To suspend an auction is an input of the log like any admin's:
/// first it is there, then the reports are marked, so that a report is never answered by what did
/// not happen. What fails in between is asked for again.
@Component
public class Reports {
  private static final Duration DAY = Duration.ofDays(1);

  private final ReportRows rows;
  private final Commands commands;
  private final AuditTrail trail;
  private final TransactionTemplate transactions;
  private final Limits limits;
  private final Clock clock;

  /// @param perDay most reports of one person in 24 hours
  public record Limits(boolean enabled, int perDay) {}

  Reports(
      ReportRows rows,
      Commands commands,
      AuditTrail trail,
      TransactionTemplate transactions,
      Limits limits,
      Clock clock) {
    this.rows = rows;
    this.commands = commands;
    this.trail = trail;
    this.transactions = transactions;
    this.limits = limits;
    this.clock = clock;
  }

  /// @param text checked and in NFC; empty for none
  /// @throws ApiException AUCTION_NOT_FOUND, FORBIDDEN for the own auction, ALREADY_REPORTED,
  ///   TOO_MANY_REQUESTS
  public Report report(long reporterId, long auctionId, Reason reason, String text) {
    long sellerId =
        rows.sellerOf(auctionId).orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND));
    if (sellerId == reporterId) {
      throw ApiException.of(ErrorCode.FORBIDDEN).withDetail("FORBIDDEN.ownReport");
    }
    return inTransaction(
        () -> {
          Instant now = clock.instant();
          rows.lockReporter(reporterId);
          long id =
              rows.add(auctionId, reporterId, reason, text, now)
                  .orElseThrow(() -> ApiException.of(ErrorCode.ALREADY_REPORTED));
          if (limits.enabled()
              && rows.reportedSince(reporterId, now.minus(DAY)) > limits.perDay()) {
            throw ApiException.of(ErrorCode.TOO_MANY_REQUESTS).withRetryAfter(Duration.ofHours(1));
          }
          return require(rows.find(id));
        });
  }

  /// What somebody has reported, the newest first.
  public Page<Report> by(long reporterId, PageQuery page) {
    return Page.of(rows.by(reporterId, page), page.limit(), last -> Cursor.of(last.id()));
  }

  /// The oldest first.
  ///
  /// @param auctionId null for all
  public Page<Report> in(Status status, @Nullable Long auctionId, PageQuery page) {
    return Page.of(rows.in(status, auctionId, page), page.limit(), last -> Cursor.of(last.id()));
  }

  /// Nothing follows from the report. Said again, nothing changes.
  ///
  /// @throws ApiException NOT_FOUND, CONFLICT where it was upheld
  public Report dismiss(long adminId, long id, String reason) {
    return inTransaction(
        () -> {
          Report report = require(rows.lock(id));
          if (report.status() == Status.OPEN) {
            rows.decide(id, Status.DISMISSED, adminId, clock.instant());
            trail.add(Optional.of(adminId), "report.dismiss", "report", Long.toString(id), reason);
          } else if (report.status() != Status.DISMISSED) {
            throw decidedOtherwise();
          }
          return require(rows.find(id));
        });
  }

  /// Suspends the auction; with this report all open ones of the auction are answered. Said again,
  /// nothing changes. Answered as still open where the suspension is not known to be decided yet:
  /// then it has to be said again.
  ///
  /// @throws ApiException NOT_FOUND, CONFLICT where it was dismissed, AUCTION_ENDED
  public Report suspendAuction(long adminId, long id, String reason) throws InterruptedException {
    Report report = require(rows.find(id));
    if (report.status() == Status.UPHELD) {
      return report;
    }
    if (report.status() == Status.DISMISSED) {
      throw decidedOtherwise();
    }
    if (!suspend(adminId, report.auctionId())) {
      return report;
    }
    return inTransaction(
        () -> {
          rows.upholdAll(report.auctionId(), adminId, clock.instant());
          trail.add(
              Optional.of(adminId), "report.suspend-auction", "report", Long.toString(id), reason);
          return require(rows.find(id));
        });
  }

  /// That it stands still for this already is what was wanted. False where that is not known yet.
  private boolean suspend(long adminId, long auctionId) throws InterruptedException {
    try {
      return commands.ask(
          request -> new PauseAuction(auctionId, request, PauseCause.SUSPENDED, adminId));
    } catch (ApiException e) {
      if (e.code() != ErrorCode.ALREADY_PAUSED) {
        throw e;
      }
      return true;
    }
  }

  private Report inTransaction(Supplier<Report> what) {
    return Objects.requireNonNull(transactions.execute(_ -> what.get()));
  }

  private static Report require(Optional<Report> report) {
    return report.orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }

  private static ApiException decidedOtherwise() {
    return ApiException.of(ErrorCode.CONFLICT).withDetail("CONFLICT.report");
  }
}
