package com.neighborbid.auction.listing.web;

import com.neighborbid.auction.listing.Auctions;
import com.neighborbid.auction.listing.Auctions.Outline;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What user-service decides by: who won, whether somebody still sells, and what is sold. Never
/// from a copy or a replica. Not reachable through the gateway.
@RestController
class OutlineController {
  private static final int PAGE = 100;

  private final Auctions auctions;

  OutlineController(Auctions auctions) {
    this.auctions = auctions;
  }

  record Seller(long id) {}

  /// @param winnerId null while running and when unsold
  record AuctionOutline(
      long id, String title, String status, Seller seller, @Nullable Long winnerId) {}

  record Selling(boolean selling) {}

  /// @param ids rising; fewer than [#PAGE] on the last page
  record Sold(List<Long> ids) {}

  @GetMapping("/internal/auctions/{id}")
  AuctionOutline auction(@PathVariable long id) {
    Outline outline =
        auctions.outline(id).orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND));
    return new AuctionOutline(
        outline.id(),
        outline.title(),
        outline.status().name(),
        new Seller(outline.sellerId()),
        outline.winnerId());
  }

  @GetMapping("/internal/sellers/{id}/selling")
  Selling selling(@PathVariable long id) {
    return new Selling(auctions.isSelling(id));
  }

  /// @param after the last id of the page before
  @GetMapping("/internal/sellers/{id}/sold")
  Sold sold(@PathVariable long id, @RequestParam(defaultValue = "0") long after) {
    return new Sold(auctions.sold(id, after, PAGE));
  }
}
