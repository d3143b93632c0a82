/// The sockets. One Netty server answers the WebSocket rooms and the few HTTP paths of operators.
///
/// ```
/// RealtimeServer ─▶ HttpRequests ─ upgrade ─▶ Socket ─▶ rooms, bids, people
///                        └─ operators' pages      ▲
///   Room ─▶ RoomAudience ─ one task per loop ─▶ Seats ─ shared bytes ─┘
/// ```
///
/// A [Socket] lives on its event loop. What a room says is encoded once per language, as a whole
/// WebSocket frame, and all sockets write the same bytes; each loop flushes once per turn. Nothing
/// here blocks a loop.
@NullMarked
package com.neighborbid.realtime.netty;

import org.jspecify.annotations.NullMarked;
