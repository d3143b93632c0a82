/// The wallet engine: turns `wallet.log` into decisions, rows and messages.
///
/// [WalletEngine] is the flow, [CommandReader] reads records, [LedgerStore] is the SQL, [Messages]
/// says to others what was decided. The rules are in `domain`.
@NullMarked
package com.neighborbid.wallet.ledger;

import org.jspecify.annotations.NullMarked;
