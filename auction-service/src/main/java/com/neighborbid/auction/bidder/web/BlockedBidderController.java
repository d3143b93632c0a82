package com.neighborbid.auction.bidder.web;

import com.neighborbid.auction.bidder.BlockedBidders;
import com.neighborbid.auction.bidder.BlockedBidders.Blocked;
import com.neighborbid.auction.bidder.BlockedBidders.Outcome;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/me/blocked-bidders")
class BlockedBidderController {
  private final BlockedBidders blocked;

  BlockedBidderController(BlockedBidders blocked) {
    this.blocked = blocked;
  }

  /// One of the two.
  ///
  /// @param userId who is to be blocked
  /// @param bidId a bid of his in an auction of the caller
  record BlockRequest(@Nullable Long userId, @Nullable UUID bidId) {}

  @GetMapping
  @Operation(summary = "Bidders whose bids the caller does not want, the newest first")
  ResponseEntity<Page<Blocked>> list(Caller caller, PageQuery page) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(blocked.of(caller.userId(), page));
  }

  @PostMapping
  @Operation(
      summary = "Refuse somebody's bids from now on, on all auctions of the caller",
      description = "By `userId`, or by the `bidId` of a bid in one of the caller's auctions.")
  ResponseEntity<Blocked> block(Caller caller, @RequestBody BlockRequest request) {
    Outcome outcome = block(caller.userId(), request);
    if (!outcome.added()) {
      return ResponseEntity.ok(outcome.blocked());
    }
    URI location = URI.create("/api/me/blocked-bidders/" + outcome.blocked().userId());
    return ResponseEntity.created(location).body(outcome.blocked());
  }

  private Outcome block(long sellerId, BlockRequest request) {
    UUID bidId = request.bidId();
    Long userId = request.userId();
    if (bidId != null && userId == null) {
      return blocked.blockBidderOf(bidId, sellerId);
    }
    if (userId == null || bidId != null) {
      throw ApiException.invalid("userId", userId == null ? "required" : "invalid");
    }
    return blocked.block(sellerId, userId);
  }

  @DeleteMapping("/{userId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Let somebody bid again; nothing changes where he is not blocked")
  void unblock(Caller caller, @PathVariable long userId) {
    blocked.unblock(caller.userId(), userId);
  }
}
