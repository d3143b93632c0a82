package com.neighborbid.auction.listing.web;

import com.neighborbid.auction.listing.AuctionView;
import com.neighborbid.auction.listing.Auctions;
import com.neighborbid.auction.listing.OpenAuctions;
import com.neighborbid.auction.listing.OpenAuctions.Opened;
import com.neighborbid.auction.listing.PublicAuctions;
import com.neighborbid.auction.listing.PublicAuctions.Ready;
import com.neighborbid.auction.listing.SellerActions;
import com.neighborbid.common.apidocs.Refuses;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.error.FieldError;
import com.neighborbid.common.web.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AuctionController {
  private final PublicAuctions auctions;
  private final OpenAuctions openAuctions;
  private final SellerActions sellerActions;
  private final Validator validator;
  private final Clock clock;

  AuctionController(
      PublicAuctions auctions,
      OpenAuctions openAuctions,
      SellerActions sellerActions,
      Validator validator,
      Clock clock) {
    this.auctions = auctions;
    this.openAuctions = openAuctions;
    this.sellerActions = sellerActions;
    this.validator = validator;
    this.clock = clock;
  }

  /// The answer where the engine has not taken the auction up yet.
  record Accepted(long id, String status) {}

  /// Lists an item; answered when the engine has the auction.
  @PostMapping("/api/auctions")
  @Operation(summary = "List an item")
  ResponseEntity<?> create(Caller caller, @Valid @RequestBody CreateAuctionRequest request)
      throws InterruptedException {
    request.check(clock.instant());
    Opened opened = openAuctions.open(caller.userId(), request.texts(), request.conditions());
    URI location = URI.create("/api/auctions/" + opened.auctionId());
    if (opened.view().isPresent()) {
      return ResponseEntity.created(location).body(opened.view().get());
    }
    ResponseEntity.BodyBuilder received = ResponseEntity.accepted().location(location);
    if (!opened.kept()) {
      received.header(HttpHeaders.RETRY_AFTER, "1");
    }
    return received.body(new Accepted(opened.auctionId(), "RECEIVED"));
  }

  @GetMapping("/api/auctions/{id}")
  @Operation(summary = "An auction")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = AuctionView.class)))
  @ApiResponse(responseCode = "304", content = @Content)
  ResponseEntity<byte[]> get(
      @Parameter(hidden = true) Optional<Caller> reader, @PathVariable long id) {
    return answer(
        auctions
            .find(id, reader.map(Caller::userId).orElse(null))
            .orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND)),
        reader);
  }

  /// Whoever keeps it asks each time whether it is still right, which costs next to nothing.
  static ResponseEntity<byte[]> answer(Ready ready, Optional<Caller> reader) {
    CacheControl cache = CacheControl.noCache();
    return ResponseEntity.ok()
        .cacheControl(reader.isPresent() ? cache.cachePrivate() : cache)
        .varyBy(HttpHeaders.AUTHORIZATION)
        .eTag(ready.etag())
        .contentType(MediaType.APPLICATION_JSON)
        .body(ready.body());
  }

  /// What a page of auctions looks like, for the description.
  @Schema(name = "PageAuctionView")
  record AuctionPage(List<AuctionView> items, @Nullable String nextCursor) {}

  @GetMapping("/api/auctions")
  @Operation(summary = "Search and browse auctions")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = AuctionPage.class)))
  @ApiResponse(responseCode = "304", content = @Content)
  ResponseEntity<byte[]> list(
      @Parameter(hidden = true) Optional<Caller> reader,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String region,
      @RequestParam(required = false) @Nullable String category,
      @RequestParam(required = false) @Nullable Long seller,
      @RequestParam(required = false) @Nullable Long minPrice,
      @RequestParam(required = false) @Nullable Long maxPrice,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String reach,
      @RequestParam(required = false) @Nullable String condition,
      @RequestParam(required = false) @Nullable String sort,
      PageQuery page) {
    return answer(
        auctions.list(
            new Auctions.Filter(
                q, region, category, seller, minPrice, maxPrice, status, reach, condition, sort),
            page,
            reader.map(Caller::userId).orElse(null)),
        reader);
  }

  /// The seller changes texts and conditions, while there is no bid; what is absent stays.
  @PatchMapping("/api/auctions/{id}")
  @Operation(summary = "Change texts and conditions, while there is no bid")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.AUCTION_NOT_FOUND,
    ErrorCode.AUCTION_ENDED,
    ErrorCode.AUCTION_HAS_BIDS
  })
  AuctionView edit(Caller caller, @PathVariable long id, @RequestBody AuctionPatch patch)
      throws InterruptedException {
    SellerActions.Current current = sellerActions.current(caller.userId(), id);
    CreateAuctionRequest wanted = patch.onto(current);
    Set<ConstraintViolation<CreateAuctionRequest>> violations = validator.validate(wanted);
    if (!violations.isEmpty()) {
      throw ApiException.invalid(
          violations.stream()
              .map(wrong -> FieldError.of(wrong.getPropertyPath().toString(), wrong.getMessage()))
              .sorted(Comparator.comparing(FieldError::field))
              .toList());
    }
    Instant now = clock.instant();
    // Whether an end that stays as it is has come, only the log can say: a pause may move it.
    boolean overdue = patch.endsAt() == null && !current.endsAt().isAfter(now);
    Instant starts = Instant.ofEpochMilli(current.terms().startsAtMs());
    Instant earliest = now.minus(CreateAuctionRequest.CLOCKS_DIFFER_BY);
    wanted.check(
        overdue ? current.endsAt().minusSeconds(1) : now,
        starts.isBefore(earliest) ? starts : earliest);
    if (wanted.endsAt().isBefore(current.endsAt())) {
      throw ApiException.invalid("endsAt", "may only become later");
    }
    return sellerActions.edit(caller.userId(), current, wanted.texts(), wanted.conditions());
  }

  /// The seller ends the auction now, with the leader as winner.
  @PostMapping("/api/auctions/{id}/close")
  @Operation(summary = "End the own auction now, with the leader as winner")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.AUCTION_NOT_FOUND,
    ErrorCode.AUCTION_ENDED,
    ErrorCode.AUCTION_NOT_ACTIVE
  })
  AuctionView close(Caller caller, @PathVariable long id) throws InterruptedException {
    return sellerActions.close(caller.userId(), id);
  }

  /// The seller withdraws the auction, while there is no bid.
  @PostMapping("/api/auctions/{id}/cancel")
  @Operation(summary = "Withdraw the own auction, while there is no bid")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.AUCTION_NOT_FOUND,
    ErrorCode.AUCTION_ENDED,
    ErrorCode.AUCTION_HAS_BIDS
  })
  AuctionView cancel(Caller caller, @PathVariable long id) throws InterruptedException {
    return sellerActions.cancel(caller.userId(), id);
  }
}
