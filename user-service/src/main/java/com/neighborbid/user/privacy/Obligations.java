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
    if (wallet.onItsWay() > 0) {
      reasons.add("MONEY_ON_ITS_WAY");
    }
    if (sells(userId)) {
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
}
