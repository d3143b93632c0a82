package com.neighborbid.realtime.room;

import java.time.Duration;

/// @param history most messages kept for those who come back
/// @param linger how long a room stays after its last viewer has left
/// @param retry pause before asking again where nobody could be reached
/// @param grace how long a message that the store has already may still be on its way
/// @param coldEvery least time between two looks at the cold state of a room that the store knows
///   nothing about
public record RoomSettings(
    int history, Duration linger, Duration retry, Duration grace, Duration coldEvery) {}
