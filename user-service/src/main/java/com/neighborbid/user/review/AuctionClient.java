package com.neighborbid.user.review;

import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// What auction-service tells about the outcome of an auction to everybody.
@FeignClient(
    name = "auction-service",
    contextId = "auction-results",
    url = "${neighborbid.user.auction-url}")
interface AuctionClient {
  @GetMapping("/api/auctions/{id}")
  Auction auction(@PathVariable("id") long id);

  /// @param status `ENDED` once the winner is known
  /// @param winnerId absent while running and when unsold
  record Auction(String status, Seller seller, @Nullable Long winnerId) {}

  record Seller(long id) {}
}
