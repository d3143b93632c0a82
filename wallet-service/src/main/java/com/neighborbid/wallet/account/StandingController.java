package com.neighborbid.wallet.account;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.wallet.account.AccountRows.Standing;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Whether somebody can leave without leaving money behind. For other services; not reachable
/// through the gateway.
@RestController
class StandingController {
  private static final int MOST = 1_000;

  private final AccountRows rows;

  StandingController(AccountRows rows) {
    this.rows = rows;
  }

  @GetMapping("/internal/wallets/{userId}/standing")
  Standing standing(@PathVariable long userId) {
    return rows.standing(userId);
  }

  /// @param prices of how many auctions the price is still on its way to the seller
  record OnItsWay(long prices) {}

  /// @param auctions sold ones
  @GetMapping("/internal/prices-on-their-way")
  OnItsWay onTheirWay(@RequestParam List<Long> auctions) {
    if (auctions.size() > MOST) {
      throw ApiException.invalid("auctions", "invalid");
    }
    return new OnItsWay(rows.uncredited(auctions));
  }
}
