package com.neighborbid.user.auctions;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// What auction-service tells about an auction to everybody.
@FeignClient(
    name = "auction-service",
    contextId = "auction-titles",
    url = "${neighborbid.user.auction-url}")
interface AuctionClient {
  @GetMapping("/api/auctions/{id}")
  Auction auction(@PathVariable("id") long id);

  record Auction(String title, Seller seller) {}

  record Seller(long id) {}
}
