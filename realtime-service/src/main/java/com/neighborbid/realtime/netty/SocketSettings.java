package com.neighborbid.realtime.netty;

import java.time.Duration;

/// @param beat how often sockets are looked after
/// @param pingWhenIdle a peer that says nothing for so long is pinged
/// @param deadWhenSilent a peer that says nothing for so long is gone
/// @param stuckLimit a peer that takes nothing for so long is closed with 4408
/// @param tokenGrace so long an expired token keeps its socket, without the right to bid
/// @param announcedLimit so long somebody who has announced a token may take to send it
/// @param mostMessages within `messagePeriod`; above it the socket is closed with 4429; 0 = no
///   limit
/// @param mostBidsInFlight unanswered bids of one socket; 0 = no limit
/// @param highWaterBytes written and not taken by the peer: above it he skips messages
/// @param sendBufferBytes of the kernel for each socket; 0 leaves it to the system
public record SocketSettings(
    Duration beat,
    Duration pingWhenIdle,
    Duration deadWhenSilent,
    Duration stuckLimit,
    Duration tokenGrace,
    Duration announcedLimit,
    int mostMessages,
    Duration messagePeriod,
    int mostBidsInFlight,
    int highWaterBytes,
    int sendBufferBytes) {}
