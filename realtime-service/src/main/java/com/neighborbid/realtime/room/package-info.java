/// The rooms: what a viewer of an auction is shown, and how a room stays complete.
///
/// ```
/// Redis ─ bytes ─▶ Room ─ Recovery ─▶ Audience (all sockets of the room here)
///                   │ ▲
///          gap, join, reconnect: RoomSource.load ─▶ History: nothing, tail or snapshot
/// ```
///
/// A [Room] is single-threaded: everything happens on the executor it is pinned to. [History]
/// proves by arithmetic on `seq` that nothing is missing. No socket, no Redis and no clock of its
/// own in here.
@NullMarked
package com.neighborbid.realtime.room;

import org.jspecify.annotations.NullMarked;
