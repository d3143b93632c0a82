package com.neighborbid.realtime.netty;

import com.neighborbid.realtime.protocol.Language;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a client said when it opened its socket.
///
/// @param since the last position it has seen; empty where it comes for the first time
/// @param conflate whether it wants the newest price only
/// @param token as presented; absent where it only wants to watch, or will say later who it is
/// @param tokenAnnounced whether it will say who it is with its first message
/// @param originAllowed whether the page it comes from may open sockets
/// @param requestId runs through all logs with what it does
record Handshake(
    long auctionId,
    OptionalLong since,
    boolean conflate,
    Language language,
    @Nullable String token,
    boolean tokenAnnounced,
    boolean originAllowed,
    String requestId) {}
