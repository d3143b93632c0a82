package com.neighborbid.wallet.account;

import com.neighborbid.wallet.account.AccountRows.Standing;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Whether somebody can leave without leaving money behind. For other services; not reachable
/// through the gateway.
@RestController
class StandingController {
  private final AccountRows rows;

  StandingController(AccountRows rows) {
    this.rows = rows;
  }

  @GetMapping("/internal/wallets/{userId}/standing")
  Standing standing(@PathVariable long userId) {
    return rows.standing(userId);
  }
}
