/// The wallet service: the only place where money is.
///
/// ```
/// HTTP ─ funding ─┐                     ┌▶ wallet.events
///   user.events   ├▶ wallet.log ─ ledger ┼▶ auction.log   (answers to holds)
///     └ opening ──┘                │     └▶ wallet.log    (credits to sellers)
///                                  ▼
/// HTTP ─ account ◀───────────── database ──▶ clearing (alarm)
/// ```
///
/// `ledger` is the engine and the only writer; everything else appends to the log or reads the
/// database.
@NullMarked
package com.neighborbid.wallet;

import org.jspecify.annotations.NullMarked;
