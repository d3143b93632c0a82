package com.neighborbid.auction.bidding.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.neighborbid.auction.bidding.Bids;
import com.neighborbid.auction.bidding.Bids.HistoryLine;
import com.neighborbid.auction.bidding.PlaceBids;
import com.neighborbid.auction.bidding.PlaceBids.Placed;
import com.neighborbid.auction.bidding.PlaceBids.Wanted;
import com.neighborbid.auction.bidding.domain.Bid;
import com.neighborbid.auction.seller.BidderNames;
import com.neighborbid.common.apidocs.Refuses;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.ClientIds;
import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BidController {
  private final PlaceBids placeBids;
  private final Bids bids;
  private final BidderNames names;

  BidController(PlaceBids placeBids, Bids bids, BidderNames names) {
    this.placeBids = placeBids;
    this.bids = bids;
    this.names = names;
  }

  /// A bid as its bidder sees it.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BidView(
      UUID bidId,
      long auctionId,
      long amount,
      @Nullable Long maxAmount,
      BidOutcome.Status status,
      @Nullable String code) {}

  /// The outcome of a bid that counts.
  record Outcome(UUID bidId, BidOutcome.Status status, long amount, long currentPrice, long seq) {}

  record Received(UUID bidId, BidOutcome.Status status, long amount) {}

  /// Places a bid and waits for its outcome as long as the caller prefers.
  @PostMapping("/api/auctions/{id}/bids")
  @Operation(summary = "Place a bid and wait for its outcome")
  @Refuses({
    ErrorCode.AUCTION_NOT_FOUND,
    ErrorCode.AUCTION_NOT_ACTIVE,
    ErrorCode.AUCTION_ENDED,
    ErrorCode.OUTBID_MEANWHILE,
    ErrorCode.NO_INSTANT_PRICE,
    ErrorCode.INSUFFICIENT_FUNDS,
    ErrorCode.SELLER_CANNOT_BID,
    ErrorCode.ACCOUNT_SUSPENDED,
    ErrorCode.BLOCKED_BY_SELLER,
    ErrorCode.NEW_ACCOUNT_LIMIT,
    ErrorCode.IDEMPOTENCY_KEY_REUSED,
    ErrorCode.BELOW_MINIMUM,
    ErrorCode.NOT_A_MULTIPLE_OF_BID_UNIT,
    ErrorCode.AMOUNT_OUT_OF_RANGE
  })
  ResponseEntity<?> place(
      Caller caller,
      @PathVariable long id,
      @Valid @RequestBody BidRequest request,
      @RequestHeader(name = ClientIds.IDEMPOTENCY_KEY, required = false) @Nullable String key,
      @RequestHeader HttpHeaders headers)
      throws InterruptedException {
    request.check();
    String idempotencyKey = ClientIds.idempotencyKey(key).orElse(null);
    return place(
        caller,
        new Wanted(id, Bid.Kind.BID, caller, request.amount(), request.maxAmount(), idempotencyKey),
        headers);
  }

  /// Buys at the instant price that the caller has seen.
  @PostMapping("/api/auctions/{id}/buy-now")
  @Operation(summary = "Buy at the instant price that the caller has seen")
  @Refuses({
    ErrorCode.AUCTION_NOT_FOUND,
    ErrorCode.AUCTION_NOT_ACTIVE,
    ErrorCode.AUCTION_ENDED,
    ErrorCode.OUTBID_MEANWHILE,
    ErrorCode.NO_INSTANT_PRICE,
    ErrorCode.INSUFFICIENT_FUNDS,
    ErrorCode.SELLER_CANNOT_BID,
    ErrorCode.ACCOUNT_SUSPENDED,
    ErrorCode.BLOCKED_BY_SELLER,
    ErrorCode.NEW_ACCOUNT_LIMIT,
    ErrorCode.IDEMPOTENCY_KEY_REUSED
  })
  ResponseEntity<?> buyNow(
      Caller caller,
      @PathVariable long id,
      @Valid @RequestBody PriceRequest request,
      @RequestHeader(name = ClientIds.IDEMPOTENCY_KEY, required = false) @Nullable String key,
      @RequestHeader HttpHeaders headers)
      throws InterruptedException {
    return place(caller, atPrice(Bid.Kind.BUY_NOW, caller, id, request, key), headers);
  }

  /// Takes the second chance that the seller of an unsold auction offers the caller.
  @PostMapping("/api/auctions/{id}/offer/accept")
  @Operation(
      summary = "Take the second chance that the seller of an unsold auction offers the caller")
  @Refuses({
    ErrorCode.AUCTION_NOT_FOUND,
    ErrorCode.AUCTION_NOT_ACTIVE,
    ErrorCode.AUCTION_ENDED,
    ErrorCode.OUTBID_MEANWHILE,
    ErrorCode.INSUFFICIENT_FUNDS,
    ErrorCode.SELLER_CANNOT_BID,
    ErrorCode.ACCOUNT_SUSPENDED,
    ErrorCode.BLOCKED_BY_SELLER,
    ErrorCode.NEW_ACCOUNT_LIMIT,
    ErrorCode.IDEMPOTENCY_KEY_REUSED,
    ErrorCode.NO_OFFER
  })
  ResponseEntity<?> takeOffer(
      Caller caller,
      @PathVariable long id,
      @Valid @RequestBody PriceRequest request,
      @RequestHeader(name = ClientIds.IDEMPOTENCY_KEY, required = false) @Nullable String key,
      @RequestHeader HttpHeaders headers)
      throws InterruptedException {
    return place(caller, atPrice(Bid.Kind.TAKE_OFFER, caller, id, request, key), headers);
  }

  private static Wanted atPrice(
      Bid.Kind kind, Caller caller, long id, PriceRequest request, @Nullable String key) {
    request.check();
    String idempotencyKey = ClientIds.idempotencyKey(key).orElse(null);
    return new Wanted(id, kind, caller, request.price(), null, idempotencyKey);
  }

  private ResponseEntity<?> place(Caller caller, Wanted wanted, HttpHeaders headers)
      throws InterruptedException {
    names.ensure(caller.userId(), caller.nickname());
    Prefer prefer = Prefer.of(headers.getOrEmpty("Prefer"));
    Placed placed = placeBids.place(wanted, prefer.patience());
    return placed
        .outcome()
        .<ResponseEntity<?>>map(outcome -> answer(outcome, placed.replayed()))
        .orElseGet(() -> received(placed.bidId(), wanted.amount(), placed.kept()));
  }

  /// Where it is not known whether the log has the bid, the caller is asked to come again: under
  /// the same key it is the same bid.
  private static ResponseEntity<?> received(UUID bidId, long amount, boolean kept) {
    var answer = ResponseEntity.accepted().location(URI.create("/api/bids/" + bidId));
    if (!kept) {
      answer.header(HttpHeaders.RETRY_AFTER, "1");
    }
    return answer.body(new Received(bidId, BidOutcome.Status.RECEIVED, amount));
  }

  private static ResponseEntity<?> answer(BidOutcome outcome, boolean replayed) {
    return switch (outcome.status()) {
      case REJECTED -> throw refusal(outcome);
      case RECEIVED -> received(outcome.bidId(), outcome.amount(), true);
      case ACCEPTED, OUTBID, WON -> {
        var answer = ResponseEntity.status(HttpStatus.CREATED);
        if (replayed) {
          answer.header("Idempotent-Replayed", "true");
        }
        yield answer
            .location(URI.create("/api/bids/" + outcome.bidId()))
            .body(
                new Outcome(
                    outcome.bidId(),
                    outcome.status(),
                    outcome.amount(),
                    outcome.currentPrice(),
                    outcome.seq()));
      }
    };
  }

  private static ApiException refusal(BidOutcome outcome) {
    ErrorCode code =
        outcome.code() == null ? ErrorCode.INTERNAL : ErrorCode.valueOf(outcome.code());
    return ApiException.of(code)
        .with("bidId", outcome.bidId())
        .with("currentPrice", outcome.currentPrice())
        .with("minNextBid", outcome.minNextBid());
  }

  /// A bid, to its bidder only; to everybody else it is not there.
  @GetMapping("/api/bids/{bidId}")
  @Operation(summary = "A bid, to its bidder only")
  BidView get(Caller caller, @PathVariable UUID bidId) {
    BidOutcome bid =
        placeBids
            .find(bidId)
            .filter(found -> found.bidderId() == caller.userId())
            .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
    return new BidView(
        bid.bidId(),
        bid.auctionId(),
        bid.amount(),
        bid.maxAmount(),
        bids.standing(bidId).orElse(bid.status()),
        bid.code());
  }

  /// The bids that moved the auction, newest first, bidders by nickname.
  @GetMapping("/api/auctions/{id}/bids")
  @Operation(summary = "The bids that moved the auction, the newest first")
  Page<HistoryLine> history(
      @Parameter(hidden = true) Optional<Caller> reader, @PathVariable long id, PageQuery page) {
    if (bids.undecided(id).isEmpty()) {
      throw ApiException.of(ErrorCode.AUCTION_NOT_FOUND);
    }
    long before = page.cursor().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
    List<HistoryLine> lines =
        reader.isPresent()
            ? bids.history(id, before, page.rows())
            : bids.historyOfLate(id, before, page.rows());
    return Page.of(lines, page.limit(), line -> Cursor.of(line.seq()));
  }
}
