/// What the record of a bid has to carry about its bidder: suspended, blocked by this seller, too
/// much for a new account.
///
/// ```
/// auction.bidders (compacted) ─▶ BidderReader ─▶ KnownBidders (memory) ─▶ BidderFacts ─▶ PlaceBid.facts
/// ```
///
/// All of it is known here beforehand: taking a bid asks nobody, except for the seller of an
/// auction where the bidder is blocked by anybody at all.
@NullMarked
package com.neighborbid.realtime.bidder;

import org.jspecify.annotations.NullMarked;
