package com.neighborbid.realtime.bids;

import java.time.Duration;

/// @param askAfter how long an answer may take before auction-service is asked, and how often it is
/// @param askAtMostEvery what the pause between two questions for the same bid grows to while Redis
///   delivers answers
/// @param unknownLimit how long a bid may be neither acknowledged nor heard of
/// @param queue most bids waiting to be handed to the log
public record BidSettings(
    Duration askAfter, Duration askAtMostEvery, Duration unknownLimit, int queue) {}
