package com.neighborbid.realtime.protocol;

import java.time.Instant;
import java.util.UUID;

/// What somebody said in a room, for everybody there.
///
/// @param from nickname, as it was then
/// @param text plain text, 1 to 500 characters; nothing in it is a link or markup
public record ChatMessage(UUID id, long auctionId, String from, String text, Instant at) {}
