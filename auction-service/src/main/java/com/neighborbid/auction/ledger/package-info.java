/// Publishes the public, hash-chained record of every auction, which the engine writes: its
/// entries, and once a day a Merkle root over all auctions, so that not even the operator can
/// rewrite what was published. The format is described in `docs/ledger.md`.
@NullMarked
package com.neighborbid.auction.ledger;

import org.jspecify.annotations.NullMarked;
