package com.neighborbid.user.privacy;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.user.auctions.AuctionClient;
import com.neighborbid.user.privacy.WalletClient.Standing;
import com.neighborbid.user.remote.RemoteCalls;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// What a person has to bring to an end before the account can end: money that would be out of
/// reach, and auctions that others are waiting for.
///
/// A bid placed while the answers come in is not seen. It stays good: money and item find their way
/// by the id, which an erasure leaves.
///
/// Asked in the order in which money moves: what is sold, what of it is not paid, what there is.
/// What moves on between two questions is found by the later one.
@Component
class Obligations {
  private final WalletClient wallets;
  private final AuctionClient auctions;
  private final RemoteCalls calls;

  Obligations(WalletClient wallets, AuctionClient auctions, RemoteCalls calls) {
    this.wallets = wallets;
    this.auctions = auctions;
    this.calls = calls;
  }

  /// @throws ApiException ACCOUNT_IN_USE with `reasons`, SERVICE_UNAVAILABLE where a service that
  ///   must know does not answer
  void requireNone(long userId) {
    boolean sells = sells(userId);
    boolean awaitsPrice = awaitsPrice(userId);
    List<String> reasons = new ArrayList<>();
    // It is known for everybody, also for who has no wallet; an older wallet-service cannot say it.
    Standing wallet =
        calls
            .ask("wallet-service", () -> wallets.standing(userId))
            .orElseThrow(() -> ApiException.of(ErrorCode.SERVICE_UNAVAILABLE));
    if (wallet.held() > 0) {
      reasons.add("MONEY_HELD");
    }
    if (wallet.available() > 0) {
      reasons.add("MONEY_IN_WALLET");
    }
    if (wallet.onItsWay() > 0 || awaitsPrice) {
      reasons.add("MONEY_ON_ITS_WAY");
    }
    // Asked again: in the time that the rest took, something may have been put up.
    if (sells || sells(userId)) {
      reasons.add("OPEN_AUCTIONS");
    }
    if (!reasons.isEmpty()) {
      throw ApiException.of(ErrorCode.ACCOUNT_IN_USE).with("reasons", List.copyOf(reasons));
    }
  }

  private boolean sells(long userId) {
    return calls
        .ask(AuctionClient.SERVICE, () -> auctions.selling(userId))
        .orElseThrow(() -> ApiException.of(ErrorCode.SERVICE_UNAVAILABLE))
        .selling();
  }

  /// A price that went from the winner and has not come yet is known to wallet-service by the
  /// auction alone: whose it is, auction-service knows.
  private boolean awaitsPrice(long userId) {
    List<Long> sold = sold(userId, 0);
    while (!sold.isEmpty()) {
      List<Long> page = sold;
      long onTheirWay =
          calls
              .ask("wallet-service", () -> wallets.onTheirWay(page))
              .orElseThrow(() -> ApiException.of(ErrorCode.SERVICE_UNAVAILABLE))
              .prices();
      if (onTheirWay > 0) {
        return true;
      }
      sold = sold(userId, page.getLast());
    }
    return false;
  }

  private List<Long> sold(long userId, long after) {
    return calls
        .ask(AuctionClient.SERVICE, () -> auctions.sold(userId, after))
        .orElseThrow(() -> ApiException.of(ErrorCode.SERVICE_UNAVAILABLE))
        .ids();
  }
}
