package com.neighborbid.user.privacy;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// What somebody has in wallet-service. Not reachable from outside.
@FeignClient(
    name = "wallet-service",
    contextId = "wallet-standing",
    url = "${neighborbid.user.wallet-url}")
interface WalletClient {
  @GetMapping("/internal/wallets/{userId}/standing")
  Standing standing(@PathVariable("userId") long userId);

  /// @param available whole won, as is `held`
  /// @param onItsWay how many deposits, payouts and prices are neither here nor there
  record Standing(long available, long held, long onItsWay) {}
}
