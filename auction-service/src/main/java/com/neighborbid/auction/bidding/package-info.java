/// The auction engine: what the lane of `auction.log` decides.
///
/// [BiddingEngine] keeps the auctions of its partitions in memory, [BiddingBatch] is one
/// transaction's worth of deciding, the pure rules are in `domain`, the SQL in `persistence`.
/// [Announcements] says what a decision means for wallet, analytics, room and caller.
@NullMarked
package com.neighborbid.auction.bidding;

import org.jspecify.annotations.NullMarked;
