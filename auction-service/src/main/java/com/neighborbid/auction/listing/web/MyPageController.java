package com.neighborbid.auction.listing.web;

import com.neighborbid.auction.listing.AuctionView;
import com.neighborbid.auction.listing.Auctions;
import com.neighborbid.auction.listing.MyBid;
import com.neighborbid.auction.listing.MyBid.Standing;
import com.neighborbid.auction.listing.MyPage;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MyPageController {
  private final MyPage mine;
  private final Auctions auctions;

  MyPageController(MyPage mine, Auctions auctions) {
    this.mine = mine;
    this.auctions = auctions;
  }

  /// Where the caller has bid and how he stands, one item per auction, the newest auction first.
  @GetMapping("/api/me/bids")
  @Operation(summary = "Where the caller has bid and how he stands, the newest auction first")
  Page<MyBid> bids(
      Caller caller, @RequestParam(required = false) @Nullable String standing, PageQuery page) {
    return mine.bids(caller.userId(), standing == null ? null : standing(standing), page);
  }

  /// What the caller sells, the newest first.
  @GetMapping("/api/me/auctions")
  @Operation(summary = "What the caller sells, the newest first")
  Page<AuctionView> auctions(
      Caller caller,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String sort,
      PageQuery page) {
    long me = caller.userId();
    return auctions.list(
        new Auctions.Filter(null, null, null, me, null, null, status, null, null, sort), page, me);
  }

  /// What the caller watches, what he began to watch last first; ended auctions stay.
  @GetMapping("/api/me/watchlist")
  @Operation(summary = "What the caller watches, the newest first")
  Page<AuctionView> watchlist(Caller caller, PageQuery page) {
    return mine.watchlist(caller.userId(), page);
  }

  private static Standing standing(String name) {
    return Arrays.stream(Standing.values())
        .filter(standing -> standing.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> ApiException.invalid("standing", "one of PENDING, LEADING, OUTBID, WON, LOST"));
  }
}
