package com.neighborbid.user.auctions;

import feign.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What auction-service says about auctions to services that decide by it: never from a copy.
@FeignClient(name = AuctionClient.SERVICE, url = "${neighborbid.user.auction-url}")
public interface AuctionClient {
  /// Its circuit breaker's name too.
  String SERVICE = "auction-service";

  @GetMapping("/internal/auctions/{id}")
  Auction auction(@PathVariable("id") long id);

  /// As the other, for who cannot wait.
  @GetMapping("/internal/auctions/{id}")
  Auction auction(@PathVariable("id") long id, Request.Options limits);

  /// Whether somebody sells anything that has not ended.
  @GetMapping("/internal/sellers/{id}/selling")
  Selling selling(@PathVariable("id") long sellerId);

  /// What somebody has sold, a page.
  ///
  /// @param after the last id of the page before, 0 at first
  @GetMapping("/internal/sellers/{id}/sold")
  Sold sold(@PathVariable("id") long sellerId, @RequestParam("after") long after);

  /// @param status `ENDED` once the winner is known
  /// @param winnerId absent while running and when unsold
  record Auction(String title, String status, Seller seller, @Nullable Long winnerId) {}

  record Seller(long id) {}

  record Selling(boolean selling) {}

  /// @param ids rising; none after the last page
  record Sold(List<Long> ids) {
    public Sold {
      ids = List.copyOf(ids);
    }
  }
}
