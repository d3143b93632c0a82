package com.neighborbid.common.contract.wallet.v1;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Adjust;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Capture;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Credit;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Deposit;
import com.neighborbid.common.contract.wallet.v1.WalletInput.OpenWallet;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Unknown;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Withdraw;
import java.util.Map;

/// Names and bytes of [WalletInput].
public final class WalletInputCodec {
  /// CloudEvents type to record class: what can be read.
  public static final Map<String, Class<? extends WalletInput>> TYPES =
      Map.of(
          "wallet.OpenWallet.v1", OpenWallet.class,
          "wallet.Deposit.v1", Deposit.class,
          "wallet.Withdraw.v1", Withdraw.class,
          "wallet.SetHold.v1", SetHold.class,
          "wallet.Capture.v1", Capture.class,
          "wallet.Credit.v1", Credit.class,
          "wallet.Adjust.v1", Adjust.class);

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
