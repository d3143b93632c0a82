/// How often people may bid, and how much with a new account, over all instances of all services
/// that take bids.
///
/// ```
/// bid ─▶ BidLimits ─▶ Lease of the user, Lease of the auction   (memory, never blocks)
///                          │ runs low: asks in the background
///                          ▼
///                     RedisLessor ─▶ lease_tokens.lua            (many leases in one round trip)
/// ```
@NullMarked
package com.neighborbid.common.limit;

import org.jspecify.annotations.NullMarked;
