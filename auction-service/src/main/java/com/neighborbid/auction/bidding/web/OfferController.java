package com.neighborbid.auction.bidding.web;

import com.neighborbid.auction.bidding.SecondChances;
import com.neighborbid.auction.bidding.SecondChances.Offer;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OfferController {
  private static final Duration DEFAULT = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(7);

  private final SecondChances offers;
  private final Clock clock;

  OfferController(SecondChances offers, Clock clock) {
    this.offers = offers;
    this.clock = clock;
  }

  /// @param bidId a bid that counted in this auction; the offer goes to whoever made it
  /// @param validUntil within 7 days; a day where it is absent
  record OfferRequest(@NotNull UUID bidId, @Nullable Instant validUntil) {}

  /// Gives a bidder of an unsold auction a second chance, at his highest amount.
  @PostMapping("/api/auctions/{id}/offer")
  @Operation(summary = "Give a bidder of an unsold auction a second chance, at his highest amount")
  ResponseEntity<Offer> offer(
      Caller caller, @PathVariable long id, @Valid @RequestBody OfferRequest request)
      throws InterruptedException {
    Instant now = clock.instant();
    Instant until = request.validUntil() == null ? now.plus(DEFAULT) : request.validUntil();
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
      throw ApiException.invalid("validUntil", "must be within 7 days from now");
    }
    return ResponseEntity.created(URI.create("/api/auctions/" + id + "/offer"))
        .body(offers.offer(caller.userId(), id, request.bidId(), until));
  }

  /// The offer, to its seller and its bidder only.
  @GetMapping("/api/auctions/{id}/offer")
  @Operation(summary = "The second chance, to its seller and its bidder only")
  ResponseEntity<Offer> get(Caller caller, @PathVariable long id) {
    Offer offer =
        offers.find(caller.userId(), id).orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(offer);
  }
}
