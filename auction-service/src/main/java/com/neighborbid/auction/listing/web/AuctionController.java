package com.neighborbid.auction.listing.web;

import com.neighborbid.auction.listing.AuctionView;
import com.neighborbid.auction.listing.Auctions;
import com.neighborbid.auction.listing.OpenAuctions;
import com.neighborbid.auction.listing.OpenAuctions.Conditions;
import com.neighborbid.auction.listing.OpenAuctions.Opened;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AuctionController {
  private final Auctions auctions;
  private final OpenAuctions openAuctions;
  private final Clock clock;

  AuctionController(Auctions auctions, OpenAuctions openAuctions, Clock clock) {
    this.auctions = auctions;
    this.openAuctions = openAuctions;
    this.clock = clock;
  }

  /// The answer where the engine has not taken the auction up yet.
  record Accepted(long id, String status) {}

  /// Lists an item; answered when the engine has the auction.
  @PostMapping("/api/auctions")
  ResponseEntity<?> create(Caller caller, @Valid @RequestBody CreateAuctionRequest request)
      throws InterruptedException {
    request.check(clock.instant());
    Conditions conditions =
        new Conditions(
            request.reach(),
            request.startPrice(),
            request.bidUnit(),
            request.instantPrice(),
            request.reservePrice(),
            request.startsAt(),
            request.endsAt(),
            request.softCloseSeconds() == null ? 0 : request.softCloseSeconds());
    Opened opened = openAuctions.open(caller.userId(), request.texts(), conditions);
    URI location = URI.create("/api/auctions/" + opened.auctionId());
    return opened.view().isPresent()
        ? ResponseEntity.created(location).body(opened.view().get())
        : ResponseEntity.accepted()
            .location(location)
            .body(new Accepted(opened.auctionId(), "RECEIVED"));
  }

  @GetMapping("/api/auctions/{id}")
  ResponseEntity<AuctionView> get(@PathVariable long id) {
    AuctionView view =
        auctions.find(id).orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND));
    return ResponseEntity.ok().cacheControl(CacheControl.noCache()).eTag(view.etag()).body(view);
  }

  @GetMapping("/api/auctions")
  Page<AuctionView> list(
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String region,
      @RequestParam(required = false) @Nullable String category,
      @RequestParam(required = false) @Nullable Long seller,
      @RequestParam(required = false) @Nullable Long minPrice,
      @RequestParam(required = false) @Nullable Long maxPrice,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String reach,
      @RequestParam(required = false) @Nullable String sort,
      PageQuery page) {
    return auctions.list(
        new Auctions.Filter(q, region, category, seller, minPrice, maxPrice, status, reach, sort),
        page);
  }

  /// The seller ends the auction now, with the leader as winner.
  @PostMapping("/api/auctions/{id}/close")
  ResponseEntity<AuctionView> close(Caller caller, @PathVariable long id)
      throws InterruptedException {
    return ResponseEntity.ok(openAuctions.close(caller.userId(), id));
  }
}
