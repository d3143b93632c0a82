package com.neighborbid.user.news;

import com.neighborbid.common.contract.wallet.v1.WalletEvent;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.Adjusted;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.ChargedBack;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.DecidedBy;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What of a wallet's events people are told: the owner, and of a payment that is disputed the
/// other side as well. Holds and payments without a dispute belong to bids, and the notices of the
/// auction say what became of them; of payouts on their way nobody is told.
final class WalletNotices {
  private static final String AMOUNT = "amount";

  private WalletNotices() {}

  static List<Notice> of(String id, WalletEvent event) {
    return switch (event) {
      case Deposited money ->
          one(id, money.userId(), NoticeKind.DEPOSITED, null, amount(money.amount()), money.at());
      case Withdrawn money ->
          one(id, money.userId(), NoticeKind.WITHDRAWN, null, amount(money.amount()), money.at());
      case Earned money ->
          one(
              id,
              money.userId(),
              NoticeKind.EARNED,
              money.auctionId(),
              amount(money.amount()),
              money.at());
      case Adjusted money ->
          one(id, money.userId(), NoticeKind.ADJUSTED, null, amount(money.amount()), money.at());
      case ChargedBack money ->
          one(
              id,
              money.userId(),
              NoticeKind.CHARGED_BACK,
              null,
              Map.of(AMOUNT, money.amount(), "loss", money.loss()),
              money.at());
      case WalletBlocked wallet ->
          one(id, wallet.userId(), NoticeKind.WALLET_BLOCKED, null, Map.of(), wallet.at());
      case WalletUnblocked wallet ->
          one(id, wallet.userId(), NoticeKind.WALLET_UNBLOCKED, null, Map.of(), wallet.at());
      case PaymentDisputed _, PaymentReleased _, PaymentRefunded _ -> ofPayment(id, event);
      case WalletOpened _,
          HoldChanged _,
          Paid _,
          PaymentHeld _,
          PayoutStarted _,
          PayoutReturned _,
          Unknown _ ->
          List.of();
    };
  }

  /// That the buyer confirmed, or that time did, the seller hears of by the money.
  private static List<Notice> ofPayment(String id, WalletEvent event) {
    return switch (event) {
      case PaymentDisputed p ->
          both(
              id,
              p.userId(),
              p.sellerId(),
              NoticeKind.DISPUTE_OPENED,
              p.auctionId(),
              p.amount(),
              p.at());
      case PaymentReleased p when p.by() == DecidedBy.ADMIN ->
          both(
              id,
              p.userId(),
              p.sellerId(),
              NoticeKind.DISPUTE_FOR_SELLER,
              p.auctionId(),
              p.amount(),
              p.at());
      case PaymentRefunded p ->
          both(
              id,
              p.userId(),
              p.sellerId(),
              NoticeKind.DISPUTE_FOR_BUYER,
              p.auctionId(),
              p.amount(),
              p.at());
      default -> List.of();
    };
  }

  private static List<Notice> both(
      String id,
      long buyerId,
      long sellerId,
      NoticeKind kind,
      long auctionId,
      long amount,
      Instant at) {
    return List.of(
        new Notice(buyerId, id, kind, auctionId, amount(amount), at),
        new Notice(sellerId, id, kind, auctionId, amount(amount), at));
  }

  private static Map<String, Long> amount(long amount) {
    return Map.of(AMOUNT, amount);
  }

  private static List<Notice> one(
      String id,
      long userId,
      NoticeKind kind,
      @Nullable Long auctionId,
      Map<String, Long> figures,
      Instant at) {
    return List.of(new Notice(userId, id, kind, auctionId, figures, at));
  }
}
