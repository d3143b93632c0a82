/// The realtime service: live rooms over WebSocket, straight on Netty.
///
/// ```
/// protocol   what travels over a socket            no I/O
/// room       rooms: history, gaps, recovery        no I/O
/// bids       bids into the log, answers back
/// people     personal messages
/// redis      channels, stored history, presence
/// auction    what auction-service is asked for
/// netty      sockets, frames, the server
/// config     wiring; `Lifecycle` starts and stops everything in order
/// ```
@NullMarked
package com.neighborbid.realtime;

import org.jspecify.annotations.NullMarked;
