package com.neighborbid.user.task;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// Where wallet-service takes a buyer's word that he has the item. Not reachable from outside.
@FeignClient(
    name = "wallet-service",
    contextId = "wallet-payments",
    url = "${neighborbid.user.wallet-url}")
interface PaymentClient {
  @PostMapping("/internal/payments/{auctionId}/confirm")
  void confirm(@PathVariable("auctionId") long auctionId, @RequestBody Confirmation confirmation);

  record Confirmation(long buyerId) {}
}
