package com.neighborbid.wallet.account;

import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import com.neighborbid.wallet.account.AccountRows.OpenPosition;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What is held for an auction, for operators and the audit; not reachable through the gateway.
@RestController
class PositionController {
  private final AccountRows rows;

  PositionController(AccountRows rows) {
    this.rows = rows;
  }

  @GetMapping("/internal/positions")
  Page<OpenPosition> positions(@RequestParam long auctionId, PageQuery page) {
    return Page.of(
        rows.openPositions(auctionId, page),
        page.limit(),
        position -> Cursor.of(position.userId()));
  }
}
