/// The rules of the wallet: plain values in, plain values out, nothing else.
///
/// [Ledger] holds what a batch of commands touches and folds one [Decision] after the other into
/// it; [WalletRules] and [HoldRules] decide. There is no I/O, no clock and no randomness here, so
/// the same log always gives the same money.
@NullMarked
package com.neighborbid.wallet.ledger.domain;

import org.jspecify.annotations.NullMarked;
