package com.neighborbid.common.contract.wallet.v1;

import com.neighborbid.common.contract.ContractJson;
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
import java.util.Map;

/// Names and bytes of [WalletEvent].
public final class WalletEventCodec {
  /// CloudEvents type to record class: what can be read.
  public static final Map<String, Class<? extends WalletEvent>> TYPES =
      Map.ofEntries(
          Map.entry("wallet.WalletOpened.v1", WalletOpened.class),
          Map.entry("wallet.Deposited.v1", Deposited.class),
          Map.entry("wallet.Withdrawn.v1", Withdrawn.class),
          Map.entry("wallet.HoldChanged.v1", HoldChanged.class),
          Map.entry("wallet.Paid.v1", Paid.class),
          Map.entry("wallet.Earned.v1", Earned.class),
          Map.entry("wallet.Adjusted.v1", Adjusted.class),
          Map.entry("wallet.PaymentHeld.v1", PaymentHeld.class),
          Map.entry("wallet.PaymentDisputed.v1", PaymentDisputed.class),
          Map.entry("wallet.PaymentReleased.v1", PaymentReleased.class),
          Map.entry("wallet.PaymentRefunded.v1", PaymentRefunded.class),
          Map.entry("wallet.PayoutStarted.v1", PayoutStarted.class),
          Map.entry("wallet.PayoutReturned.v1", PayoutReturned.class),
          Map.entry("wallet.ChargedBack.v1", ChargedBack.class),
          Map.entry("wallet.WalletBlocked.v1", WalletBlocked.class),
          Map.entry("wallet.WalletUnblocked.v1", WalletUnblocked.class));

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
      case PaymentHeld _ -> "wallet.PaymentHeld.v1";
      case PaymentDisputed _ -> "wallet.PaymentDisputed.v1";
      case PaymentReleased _ -> "wallet.PaymentReleased.v1";
      case PaymentRefunded _ -> "wallet.PaymentRefunded.v1";
      case PayoutStarted _ -> "wallet.PayoutStarted.v1";
      case PayoutReturned _ -> "wallet.PayoutReturned.v1";
      case ChargedBack _ -> "wallet.ChargedBack.v1";
      case WalletBlocked _ -> "wallet.WalletBlocked.v1";
      case WalletUnblocked _ -> "wallet.WalletUnblocked.v1";
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
