package com.neighborbid.user.privacy;

import java.util.List;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What somebody has in wallet-service. Not reachable from outside.
@FeignClient(
    name = "wallet-service",
    contextId = "wallet-standing",
    url = "${neighborbid.user.wallet-url}")
interface WalletClient {
  @GetMapping("/internal/wallets/{userId}/standing")
  Standing standing(@PathVariable("userId") long userId);

  /// Of sold auctions, how many have a price that is still on its way to the seller.
  @GetMapping("/internal/prices-on-their-way")
  OnItsWay onTheirWay(@RequestParam("auctions") List<Long> auctions);

  record OnItsWay(long prices) {}

  /// @param available whole won, as is `held`
  /// @param onItsWay how many deposits, payouts and prices are neither here nor there
  record Standing(long available, long held, long onItsWay) {}
}
