/// Bids that come by socket: into the log, and their answers back.
///
/// ```
/// socket ─ PlaceBid ─▶ BidDesk ─▶ BidWriter (one thread, in order) ─▶ auction.log
///    ▲                   │ ▲ ▲
///    └── received, answer┘ │ └─ answers:{instance} on Redis
///                          └─── OutcomePoller asks auction-service for what stays unanswered
/// ```
///
/// A bid whose record is acknowledged cannot be lost; Redis only makes the answer come sooner.
@NullMarked
package com.neighborbid.realtime.bids;

import org.jspecify.annotations.NullMarked;
