package com.neighborbid.common.contract.wallet.v1;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.Adjusted;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.Deposited;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.Earned;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.HoldChanged;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.Paid;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.Unknown;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.WalletOpened;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.Withdrawn;
import java.util.Map;

/// Names and bytes of [WalletEvent].
public final class WalletEventCodec {
  /// CloudEvents type to record class: what can be read.
  public static final Map<String, Class<? extends WalletEvent>> TYPES =
      Map.of(
          "wallet.WalletOpened.v1", WalletOpened.class,
          "wallet.Deposited.v1", Deposited.class,
          "wallet.Withdrawn.v1", Withdrawn.class,
          "wallet.HoldChanged.v1", HoldChanged.class,
          "wallet.Paid.v1", Paid.class,
          "wallet.Earned.v1", Earned.class,
          "wallet.Adjusted.v1", Adjusted.class);

  private WalletEventCodec() {}

  /// The CloudEvents type of an event; a new kind does not compile until it is named here.
  public static String typeOf(WalletEvent event) {
    return switch (event) {
      case WalletOpened _ -> "wallet.WalletOpened.v1";
      case Deposited _ -> "wallet.Deposited.v1";
      case Withdrawn _ -> "wallet.Withdrawn.v1";
      case HoldChanged _ -> "wallet.HoldChanged.v1";
      case Paid _ -> "wallet.Paid.v1";
      case Earned _ -> "wallet.Earned.v1";
      case Adjusted _ -> "wallet.Adjusted.v1";
      case Unknown unknown -> unknown.type();
    };
  }

  /// Reads an event; a type not named here becomes [Unknown].
  ///
  /// @throws com.neighborbid.common.contract.MalformedContractException if the value is not of its
  ///   type
  public static WalletEvent decode(String type, long userId, byte[] value) {
    Class<? extends WalletEvent> target = TYPES.get(type);
    return target == null ? new Unknown(userId, type) : ContractJson.read(value, target);
  }
}
