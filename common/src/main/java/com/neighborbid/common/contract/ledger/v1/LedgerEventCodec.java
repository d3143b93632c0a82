package com.neighborbid.common.contract.ledger.v1;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.ledger.v1.LedgerEvent.LedgerRoot;
import com.neighborbid.common.contract.ledger.v1.LedgerEvent.Unknown;
import java.util.Map;

/// Names and bytes of [LedgerEvent].
public final class LedgerEventCodec {
  /// CloudEvents type to record class: what can be read.
  public static final Map<String, Class<? extends LedgerEvent>> TYPES =
      Map.of("auction.LedgerRoot.v1", LedgerRoot.class);

  private LedgerEventCodec() {}

  /// The CloudEvents type of an event; a new kind does not compile until it is named here.
  public static String typeOf(LedgerEvent event) {
    return switch (event) {
      case LedgerRoot _ -> "auction.LedgerRoot.v1";
      case Unknown unknown -> unknown.type();
    };
  }

  /// Reads an event; a type not named here becomes [Unknown].
  ///
  /// @throws com.neighborbid.common.contract.MalformedContractException if the value is not of its
  ///   type
  public static LedgerEvent decode(String type, byte[] value) {
    Class<? extends LedgerEvent> target = TYPES.get(type);
    return target == null ? new Unknown(type) : ContractJson.read(value, target);
  }
}
