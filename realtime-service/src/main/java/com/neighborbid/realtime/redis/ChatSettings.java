package com.neighborbid.realtime.redis;

import java.time.Duration;

/// How much chat is kept, and how much one person may say.
///
/// @param keep how long a message is kept
/// @param mostKept messages of one room
/// @param mostSaid messages of one person in one room within `period`; 0 for any number
/// @param mostInRoom messages of all in one room within `period`; 0 for any number
public record ChatSettings(
    Duration keep, int mostKept, int mostSaid, int mostInRoom, Duration period) {}
