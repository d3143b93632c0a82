/// What is known of bidders before their bids go into the log: who is suspended, and whom a seller
/// has blocked.
///
/// ```
/// user.events, wallet.events ─▶ StandingListener ─▶ bidder_standing ─┐
/// seller ─▶ BlockedBidders ─────────────────────▶ blocked_bidder ────┼▶ PlaceBids reads the rows ─▶ facts of a bid
///                                                                    └▶ outbox ─▶ auction.bidders ─▶ realtime-service
/// ```
@NullMarked
package com.neighborbid.auction.bidder;

import org.jspecify.annotations.NullMarked;
