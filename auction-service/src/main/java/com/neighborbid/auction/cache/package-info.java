/// What everybody may see, kept near (Caffeine, in this process) and far (Redis, for all
/// instances), so that a crowd of readers costs the database next to nothing.
///
/// ```
/// reader → near → far → database            commit → near dropped here, at once
///                                                 → CopyNews: far place closed, then told on a channel
///                                                 → every other instance drops its near copy
/// ```
///
/// Nothing that decides reads from here, and nobody who is signed in does: his figures come from
/// the rows. A near copy is never older than the last change this instance has heard of, because a
/// change removes even a load that is under way; a far copy is never put where a change closed its
/// place less than ten seconds ago, and no load may take half as long. What may have been missed
/// (Redis away, an engine that died between its commit and the message) drops everything.
@NullMarked
package com.neighborbid.auction.cache;

import org.jspecify.annotations.NullMarked;
