package com.neighborbid.wallet.ledger;

import com.neighborbid.common.contract.BidIds;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldDeclined;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldPlaced;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.contract.wallet.v1.WalletEvent;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.DecidedBy;
import com.neighborbid.common.contract.wallet.v1.WalletEventCodec;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Credit;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import com.neighborbid.common.lane.LogRecord;
import com.neighborbid.common.lane.Outgoing;
import com.neighborbid.common.lane.Outgoing.ToKafka;
import com.neighborbid.wallet.ledger.domain.Notice;
import com.neighborbid.wallet.ledger.domain.Notice.Adjusted;
import com.neighborbid.wallet.ledger.domain.Notice.Blocked;
import com.neighborbid.wallet.ledger.domain.Notice.ChargedBack;
import com.neighborbid.wallet.ledger.domain.Notice.CreditDue;
import com.neighborbid.wallet.ledger.domain.Notice.Deposited;
import com.neighborbid.wallet.ledger.domain.Notice.Earned;
import com.neighborbid.wallet.ledger.domain.Notice.HoldAnswered;
import com.neighborbid.wallet.ledger.domain.Notice.HoldChanged;
import com.neighborbid.wallet.ledger.domain.Notice.Opened;
import com.neighborbid.wallet.ledger.domain.Notice.Paid;
import com.neighborbid.wallet.ledger.domain.Notice.PaymentDisputed;
import com.neighborbid.wallet.ledger.domain.Notice.PaymentHeld;
import com.neighborbid.wallet.ledger.domain.Notice.PaymentRefunded;
import com.neighborbid.wallet.ledger.domain.Notice.PaymentReleased;
import com.neighborbid.wallet.ledger.domain.Notice.PayoutReturned;
import com.neighborbid.wallet.ledger.domain.Notice.PayoutStarted;
import com.neighborbid.wallet.ledger.domain.Notice.Unblocked;
import com.neighborbid.wallet.ledger.domain.Notice.Withdrawn;
import com.neighborbid.wallet.ledger.domain.Payment;
import com.neighborbid.wallet.ledger.domain.Wallet;
import java.time.Instant;

/// Says to others what was decided: answers to `auction.log`, credits to `wallet.log`, the rest to
/// `wallet.events`.
final class Messages {
  private Messages() {}

  /// @param record the record that was decided; its time and request id travel on
  static Outgoing of(Notice notice, LogRecord record) {
    Instant at = Instant.ofEpochMilli(record.timeMs());
    return switch (notice) {
      case HoldAnswered(var auctionId, var userId, var commandSeq, var placed) ->
          toAuction(
              placed
                  ? new HoldPlaced(auctionId, userId, commandSeq)
                  : new HoldDeclined(auctionId, userId, commandSeq),
              record);
      case CreditDue(var sellerId, var auctionId, var amount) ->
          toWallet(new Credit(sellerId, BidIds.credit(auctionId), auctionId, amount), record);
      case Opened(var userId) -> event(new WalletEvent.WalletOpened(userId, at), record);
      case Deposited(var id, var amount, var w) ->
          event(
              new WalletEvent.Deposited(w.userId(), id, amount, w.available(), w.held(), at),
              record);
      case Withdrawn(var id, var amount, var w) ->
          event(
              new WalletEvent.Withdrawn(w.userId(), id, amount, w.available(), w.held(), at),
              record);
      case Adjusted(var id, var amount, var w) ->
          event(
              new WalletEvent.Adjusted(w.userId(), id, amount, w.available(), w.held(), at),
              record);
      case HoldChanged(var auctionId, var level, var w) ->
          event(
              new WalletEvent.HoldChanged(
                  w.userId(), auctionId, level, w.available(), w.held(), at),
              record);
      case Paid(var auctionId, var amount, Wallet w) ->
          event(
              new WalletEvent.Paid(w.userId(), auctionId, amount, w.available(), w.held(), at),
              record);
      case Earned(var auctionId, var amount, Wallet w) ->
          event(
              new WalletEvent.Earned(w.userId(), auctionId, amount, w.available(), w.held(), at),
              record);
      case PaymentHeld(Payment p) ->
          event(
              new WalletEvent.PaymentHeld(
                  p.buyerId(),
                  p.auctionId(),
                  p.sellerId(),
                  p.price(),
                  Instant.ofEpochMilli(p.releaseAtMs()),
                  at),
              record);
      case PaymentDisputed(Payment p) ->
          event(
              new WalletEvent.PaymentDisputed(
                  p.buyerId(), p.auctionId(), p.sellerId(), p.price(), at),
              record);
      case PaymentReleased(Payment p) ->
          event(
              new WalletEvent.PaymentReleased(
                  p.buyerId(), p.auctionId(), p.sellerId(), p.price(), by(p), at),
              record);
      case PaymentRefunded(Payment p, Wallet w) ->
          event(
              new WalletEvent.PaymentRefunded(
                  p.buyerId(), p.auctionId(), p.sellerId(), p.price(), w.available(), w.held(), at),
              record);
      case PayoutStarted(var id, var amount, var w) ->
          event(
              new WalletEvent.PayoutStarted(w.userId(), id, amount, w.available(), w.held(), at),
              record);
      case PayoutReturned(var id, var amount, var w) ->
          event(
              new WalletEvent.PayoutReturned(w.userId(), id, amount, w.available(), w.held(), at),
              record);
      case ChargedBack(var id, var paymentId, var amount, var loss, var w) ->
          event(
              new WalletEvent.ChargedBack(
                  w.userId(), id, paymentId, amount, loss, w.available(), w.held(), at),
              record);
      case Blocked(var userId) -> event(new WalletEvent.WalletBlocked(userId, at), record);
      case Unblocked(var userId) -> event(new WalletEvent.WalletUnblocked(userId, at), record);
    };
  }

  private static DecidedBy by(Payment payment) {
    return switch (payment.by()) {
      case BUYER -> DecidedBy.BUYER;
      case TIME -> DecidedBy.TIME;
      case ADMIN -> DecidedBy.ADMIN;
      case NOBODY -> throw new IllegalStateException("decided by nobody: " + payment);
    };
  }

  static Outgoing toAuction(AuctionInput answer, LogRecord record) {
    return message(
        Topics.AUCTION_LOG, answer.auctionId(), AuctionInputCodec.typeOf(answer), answer, record);
  }

  private static Outgoing toWallet(WalletInput input, LogRecord record) {
    return message(
        Topics.WALLET_LOG, input.userId(), WalletInputCodec.typeOf(input), input, record);
  }

  private static Outgoing event(WalletEvent event, LogRecord record) {
    return message(
        Topics.WALLET_EVENTS, event.userId(), WalletEventCodec.typeOf(event), event, record);
  }

  private static Outgoing message(
      String topic, long key, String type, Object value, LogRecord record) {
    return new ToKafka(
        topic,
        Long.toString(key),
        type,
        ContractJson.write(value),
        record.timeMs(),
        record.requestId());
  }
}
