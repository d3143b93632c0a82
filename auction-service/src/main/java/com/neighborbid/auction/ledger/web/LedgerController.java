package com.neighborbid.auction.ledger.web;

import com.neighborbid.auction.ledger.DailyRoot;
import com.neighborbid.auction.ledger.Ledger;
import com.neighborbid.auction.ledger.Ledger.Extract;
import com.neighborbid.auction.ledger.LedgerRoots;
import com.neighborbid.auction.ledger.LedgerRoots.Proof;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// For everybody, signed in or not.
@RestController
class LedgerController {
  private final Ledger ledger;
  private final LedgerRoots roots;

  LedgerController(Ledger ledger, LedgerRoots roots) {
    this.ledger = ledger;
    this.roots = roots;
  }

  /// An auction's public record, oldest entry first.
  @GetMapping("/api/auctions/{id}/ledger")
  @Operation(summary = "An auction's public record, the oldest entry first")
  ResponseEntity<Extract> ledger(@PathVariable long id, PageQuery page) {
    Extract extract =
        ledger.extract(id, page).orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND));
    Ledger.Head head = extract.head();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache())
        // Everything up to the head is as it always was.
        .eTag(head == null ? "0" : head.hash())
        .body(extract);
  }

  /// The daily roots over all auctions, newest first.
  @GetMapping("/api/ledger/roots")
  @Operation(summary = "The daily roots over all auctions, the newest first")
  Page<DailyRoot> roots(PageQuery page) {
    return roots.list(page);
  }

  /// What leads from an auction's entry to the root of a day.
  @GetMapping("/api/auctions/{id}/ledger/proof")
  @Operation(summary = "What leads from an auction's entry to the root of a day")
  Proof proof(@PathVariable long id, @RequestParam String day) {
    LocalDate date =
        LedgerRoots.day(day).orElseThrow(() -> ApiException.invalid("day", "a day: YYYY-MM-DD"));
    if (!roots.auctionExists(id)) {
      throw ApiException.of(ErrorCode.AUCTION_NOT_FOUND);
    }
    return roots
        .proof(id, date)
        .orElseThrow(
            () ->
                ApiException.of(ErrorCode.NOT_FOUND)
                    .withDetail("The root of that day has no entry of this auction."));
  }
}
