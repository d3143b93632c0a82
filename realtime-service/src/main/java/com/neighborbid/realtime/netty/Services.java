package com.neighborbid.realtime.netty;

import com.neighborbid.common.auth.TokenVerifier;
import com.neighborbid.common.limit.BidLimits;
import com.neighborbid.realtime.bidder.BidderFacts;
import com.neighborbid.realtime.bids.BidDesk;
import com.neighborbid.realtime.chat.ChatDesk;
import com.neighborbid.realtime.metrics.RealtimeMetrics;
import com.neighborbid.realtime.people.People;
import com.neighborbid.realtime.people.SignIns;
import com.neighborbid.realtime.room.Rooms;
import java.time.Clock;
import java.util.concurrent.Executor;

/// What every socket needs.
///
/// @param instance name of this process, to which answers to its bids are sent
/// @param limits how often somebody may bid
/// @param facts what bids have to carry about their bidders
/// @param blocking runs what may block
public record Services(
    Rooms rooms,
    BidDesk bids,
    ChatDesk chat,
    People people,
    SignIns signIns,
    BidLimits limits,
    BidderFacts facts,
    TokenVerifier tokens,
    RealtimeMetrics metrics,
    Clock clock,
    Executor blocking,
    String instance,
    SocketSettings settings) {}
