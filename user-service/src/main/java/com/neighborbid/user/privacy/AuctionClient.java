package com.neighborbid.user.privacy;

import java.util.List;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The auctions of a seller, as everybody sees them.
@FeignClient(
    name = "auction-service",
    contextId = "open-auctions",
    url = "${neighborbid.user.auction-url}")
interface AuctionClient {
  @GetMapping("/api/auctions")
  Auctions auctions(
      @RequestParam("seller") long sellerId,
      @RequestParam("status") String status,
      @RequestParam("limit") int limit);

  record Auctions(List<Auction> items) {}

  record Auction(long id) {}
}
