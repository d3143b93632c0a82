/// The wallet service: the only place where money is.
///
/// ```
/// HTTP ─ funding ─┐                     ┌▶ wallet.events
/// HTTP ─ payment ─┤
/// HTTP ─ admin ───┼▶ wallet.log ─ ledger ┼▶ auction.log   (answers to holds)
///   user.events   │                │     └▶ wallet.log    (credits to sellers)
///     └ opening ──┘                ▼
/// HTTP ─ account ◀───────────── database ──▶ clearing (alarm)
/// ```
///
/// `funding` is money in and out, with a payment provider or without; `payment` is who gets a price
/// that waits for its buyer; `request` is how they all ask the engine.
///
/// `ledger` is the engine and the only writer; everything else appends to the log or reads the
/// database.
@NullMarked
package com.neighborbid.wallet;

import org.jspecify.annotations.NullMarked;
