package com.neighborbid.user.news;

import com.neighborbid.common.contract.wallet.v1.WalletEvent;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.Adjusted;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.ChargedBack;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.Deposited;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.Earned;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.HoldChanged;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.Paid;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.PaymentDisputed;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.PaymentHeld;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.PaymentRefunded;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.PaymentReleased;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.PayoutReturned;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.PayoutStarted;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.Unknown;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.WalletBlocked;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.WalletOpened;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.WalletUnblocked;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.Withdrawn;
import com.neighborbid.user.notice.Notice;
import com.neighborbid.user.notice.domain.NoticeKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of a wallet's events its owner is told. Holds and payments belong to bids, and the notices
/// of the auction say what became of them. Of disputes, payouts on their way, chargebacks and
/// blocks nobody is told here.
final class WalletNotices {
  private WalletNotices() {}

  static Optional<Notice> of(String id, WalletEvent event) {
    return switch (event) {
      case Deposited money ->
          Optional.of(
              notice(id, money.userId(), NoticeKind.DEPOSITED, null, money.amount(), money.at()));
      case Withdrawn money ->
          Optional.of(
              notice(id, money.userId(), NoticeKind.WITHDRAWN, null, money.amount(), money.at()));
      case Earned money ->
          Optional.of(
              notice(
                  id,
                  money.userId(),
                  NoticeKind.EARNED,
                  money.auctionId(),
                  money.amount(),
                  money.at()));
      case Adjusted money ->
          Optional.of(
              notice(id, money.userId(), NoticeKind.ADJUSTED, null, money.amount(), money.at()));
      case WalletOpened _,
          HoldChanged _,
          Paid _,
          PaymentHeld _,
          PaymentDisputed _,
          PaymentReleased _,
          PaymentRefunded _,
          PayoutStarted _,
          PayoutReturned _,
          ChargedBack _,
          WalletBlocked _,
          WalletUnblocked _,
          Unknown _ ->
          Optional.empty();
    };
  }

  private static Notice notice(
      String id, long userId, NoticeKind kind, @Nullable Long auctionId, long amount, Instant at) {
    return new Notice(userId, id, kind, auctionId, Map.of("amount", amount), at);
  }
}
