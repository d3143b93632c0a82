package com.neighborbid.user.auctions;

import feign.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What auction-service tells everybody about auctions.
@FeignClient(name = AuctionClient.SERVICE, url = "${neighborbid.user.auction-url}")
public interface AuctionClient {
  /// Its circuit breaker's name too.
  String SERVICE = "auction-service";

  @GetMapping("/api/auctions/{id}")
  Auction auction(@PathVariable("id") long id);

  /// As the other, for who cannot wait.
  @GetMapping("/api/auctions/{id}")
  Auction auction(@PathVariable("id") long id, Request.Options limits);

  @GetMapping("/api/auctions")
  Auctions auctions(
      @RequestParam("seller") long sellerId,
      @RequestParam("status") String status,
      @RequestParam("limit") int limit);

  /// @param status `ENDED` once the winner is known
  /// @param winnerId absent while running and when unsold
  record Auction(String title, String status, Seller seller, @Nullable Long winnerId) {}

  record Seller(long id) {}

  record Auctions(List<Listed> items) {}

  record Listed(long id) {}
}
