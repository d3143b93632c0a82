/// The auditor: what must always hold of money, bids and outcomes, checked from the outside over
/// both databases and `auction.log`.
///
/// [com.neighborbid.systemtests.audit.Audit] reads one snapshot of each database and the log up to
/// where the auction engine has decided it, then asks each check: `LedgerCheck` (1), `HoldCheck`
/// (2), `SettlementCheck` (3), `BiddingCheck` (4, which decides every auction once more from its
/// log by `Replay`), `OutcomeCheck` (5) and `LaneCheck`. No code of the services is used, so that a
/// mistake there is not repeated here.
@NullMarked
package com.neighborbid.systemtests.audit;

import org.jspecify.annotations.NullMarked;
