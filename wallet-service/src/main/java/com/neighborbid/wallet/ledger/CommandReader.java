package com.neighborbid.wallet.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldDeclined;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Adjust;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Capture;
import com.neighborbid.common.contract.wallet.v1.WalletInput.CaptureUntilConfirmed;
import com.neighborbid.common.contract.wallet.v1.WalletInput.ChargeBack;
import com.neighborbid.common.contract.wallet.v1.WalletInput.ConfirmPayment;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Credit;
import com.neighborbid.common.contract.wallet.v1.WalletInput.DecidePayment;
import com.neighborbid.common.contract.wallet.v1.WalletInput.DecidePayout;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Deposit;
import com.neighborbid.common.contract.wallet.v1.WalletInput.DisputePayment;
import com.neighborbid.common.contract.wallet.v1.WalletInput.FinishPayout;
import com.neighborbid.common.contract.wallet.v1.WalletInput.OpenWallet;
import com.neighborbid.common.contract.wallet.v1.WalletInput.PaidTo;
import com.neighborbid.common.contract.wallet.v1.WalletInput.ReleasePayment;
import com.neighborbid.common.contract.wallet.v1.WalletInput.RequestPayout;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.common.contract.wallet.v1.WalletInput.UnblockWallet;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Unknown;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Withdraw;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import com.neighborbid.common.lane.LogRecord;
import com.neighborbid.wallet.ledger.domain.Command;
import java.util.Optional;

/// Turns a record of `wallet.log` into the command that it is.
final class CommandReader {
  private static final String SET_HOLD = "wallet.SetHold.v1";

  private CommandReader() {}

  /// @throws RuntimeException if the record is no command: wrong type, wrong shape, out of bounds,
  ///   or under the key of another user, whose order it would not share
  static Command read(LogRecord record) {
    long key = record.numericKey();
    WalletInput input = WalletInputCodec.decode(record.type(), key, record.value());
    if (input.userId() != key || key < 1) {
      throw new MalformedContractException(
          "user " + input.userId() + " under the key " + record.key(), null);
    }
    return command(input);
  }

  private static Command command(WalletInput input) {
    return switch (input) {
      case OpenWallet(long userId) -> new Command.Open(userId);
      case Deposit(var userId, var id, var amount) -> new Command.Deposit(userId, id, amount);
      case Withdraw(var userId, var id, var amount) -> new Command.Withdraw(userId, id, amount);
      case Adjust(var userId, var id, var amount, var reason, var adminId) ->
          new Command.Adjust(userId, id, amount, reason, adminId);
      case SetHold(var userId, var auctionId, var to, var commandSeq, var asking) ->
          new Command.SetHold(userId, auctionId, to, commandSeq, asking);
      case Capture(var userId, var auctionId, var price, var sellerId, var commandSeq, var fee) ->
          new Command.Capture(userId, auctionId, price, sellerId, commandSeq, fee);
      case Credit(var userId, var id, var auctionId, var amount) ->
          new Command.Credit(userId, id, auctionId, amount);
      case CaptureUntilConfirmed capture -> untilConfirmed(capture);
      case ConfirmPayment(var userId, var id, var auctionId) ->
          new Command.ConfirmPayment(userId, id, auctionId);
      case ReleasePayment(var userId, var auctionId) ->
          new Command.ReleasePayment(userId, auctionId);
      case DisputePayment(var userId, var id, var auctionId) ->
          new Command.DisputePayment(userId, id, auctionId);
      case DecidePayment(var userId, var id, var auctionId, var to, var adminId, var reason) ->
          new Command.DecidePayment(userId, id, auctionId, to == PaidTo.SELLER, adminId, reason);
      case RequestPayout(var userId, var id, var amount) ->
          new Command.RequestPayout(userId, id, amount);
      case FinishPayout(var userId, var id, var paid) -> new Command.FinishPayout(userId, id, paid);
      case DecidePayout(var userId, var id, var payoutId, var amount, var adminId, var reason) ->
          new Command.DecidePayout(userId, id, payoutId, amount, adminId, reason);
      case ChargeBack(var userId, var id, var paymentId, var amount) ->
          new Command.ChargeBack(userId, id, paymentId, amount);
      case UnblockWallet(var userId, var id, var adminId, var reason) ->
          new Command.Unblock(userId, id, adminId, reason);
      case Unknown unknown ->
          throw new MalformedContractException("unknown type '" + unknown.type() + "'", null);
    };
  }

  private static Command untilConfirmed(CaptureUntilConfirmed input) {
    return new Command.CaptureUntilConfirmed(
        new Command.Capture(
            input.userId(),
            input.auctionId(),
            input.price(),
            input.sellerId(),
            input.commandSeq(),
            input.fee()),
        Math.multiplyExact(input.confirmWithinSeconds(), 1_000L));
  }

  /// The answer that a bid waits for when its `SetHold` cannot be decided; empty where the record
  /// is another one or does not say which bid that would be.
  static Optional<HoldDeclined> declined(LogRecord record) {
    if (!record.type().equals(SET_HOLD)) {
      return Optional.empty();
    }
    try {
      JsonNode value = ContractJson.read(record.value(), JsonNode.class);
      JsonNode auctionId = value.path("auctionId");
      JsonNode userId = value.path("userId");
      JsonNode commandSeq = value.path("commandSeq");
      boolean readable = isWhole(auctionId) && isWhole(userId) && isWhole(commandSeq);
      return readable && value.path("asking").asBoolean(true)
          ? Optional.of(new HoldDeclined(auctionId.asLong(), userId.asLong(), commandSeq.asLong()))
          : Optional.empty();
    } catch (MalformedContractException _) {
      return Optional.empty();
    }
  }

  /// A larger number would be cut down to that of another auction.
  private static boolean isWhole(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToLong();
  }
}
