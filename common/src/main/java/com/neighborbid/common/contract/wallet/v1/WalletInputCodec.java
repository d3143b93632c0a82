package com.neighborbid.common.contract.wallet.v1;

import com.neighborbid.common.contract.ContractJson;
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
import com.neighborbid.common.contract.wallet.v1.WalletInput.ReleasePayment;
import com.neighborbid.common.contract.wallet.v1.WalletInput.RequestPayout;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.common.contract.wallet.v1.WalletInput.UnblockWallet;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Unknown;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Withdraw;
import java.util.Map;

/// Names and bytes of [WalletInput].
public final class WalletInputCodec {
  /// CloudEvents type to record class: what can be read.
  public static final Map<String, Class<? extends WalletInput>> TYPES =
      Map.ofEntries(
          Map.entry("wallet.OpenWallet.v1", OpenWallet.class),
          Map.entry("wallet.Deposit.v1", Deposit.class),
          Map.entry("wallet.Withdraw.v1", Withdraw.class),
          Map.entry("wallet.SetHold.v1", SetHold.class),
          Map.entry("wallet.Capture.v1", Capture.class),
          Map.entry("wallet.Credit.v1", Credit.class),
          Map.entry("wallet.Adjust.v1", Adjust.class),
          Map.entry("wallet.CaptureUntilConfirmed.v1", CaptureUntilConfirmed.class),
          Map.entry("wallet.ConfirmPayment.v1", ConfirmPayment.class),
          Map.entry("wallet.ReleasePayment.v1", ReleasePayment.class),
          Map.entry("wallet.DisputePayment.v1", DisputePayment.class),
          Map.entry("wallet.DecidePayment.v1", DecidePayment.class),
          Map.entry("wallet.RequestPayout.v1", RequestPayout.class),
          Map.entry("wallet.FinishPayout.v1", FinishPayout.class),
          Map.entry("wallet.DecidePayout.v1", DecidePayout.class),
          Map.entry("wallet.ChargeBack.v1", ChargeBack.class),
          Map.entry("wallet.UnblockWallet.v1", UnblockWallet.class));

  private WalletInputCodec() {}

  /// The CloudEvents type of a record; a new kind of record does not compile until it is named
  /// here.
  public static String typeOf(WalletInput input) {
    return switch (input) {
      case OpenWallet _ -> "wallet.OpenWallet.v1";
      case Deposit _ -> "wallet.Deposit.v1";
      case Withdraw _ -> "wallet.Withdraw.v1";
      case SetHold _ -> "wallet.SetHold.v1";
      case Capture _ -> "wallet.Capture.v1";
      case Credit _ -> "wallet.Credit.v1";
      case Adjust _ -> "wallet.Adjust.v1";
      case CaptureUntilConfirmed _ -> "wallet.CaptureUntilConfirmed.v1";
      case ConfirmPayment _ -> "wallet.ConfirmPayment.v1";
      case ReleasePayment _ -> "wallet.ReleasePayment.v1";
      case DisputePayment _ -> "wallet.DisputePayment.v1";
      case DecidePayment _ -> "wallet.DecidePayment.v1";
      case RequestPayout _ -> "wallet.RequestPayout.v1";
      case FinishPayout _ -> "wallet.FinishPayout.v1";
      case DecidePayout _ -> "wallet.DecidePayout.v1";
      case ChargeBack _ -> "wallet.ChargeBack.v1";
      case UnblockWallet _ -> "wallet.UnblockWallet.v1";
      case Unknown unknown -> unknown.type();
    };
  }

  /// Reads a record; a type not named here becomes [Unknown].
  ///
  /// @throws com.neighborbid.common.contract.MalformedContractException if the value is not of its
  ///   type
  public static WalletInput decode(String type, long userId, byte[] value) {
    Class<? extends WalletInput> target = TYPES.get(type);
    return target == null ? new Unknown(userId, type) : ContractJson.read(value, target);
  }
}
