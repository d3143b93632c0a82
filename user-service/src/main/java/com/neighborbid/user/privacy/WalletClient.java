package com.neighborbid.user.privacy;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/// The caller's own wallet, asked with his own token.
@FeignClient(
    name = "wallet-service",
    contextId = "own-wallet",
    url = "${neighborbid.user.wallet-url}")
interface WalletClient {
  @GetMapping("/api/wallet")
  Wallet wallet(@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization);

  /// Whole won.
  record Wallet(long available, long held) {}
}
