package com.neighborbid.bench.viewers;

import org.HdrHistogram.Histogram;

/// What viewers have seen.
///
/// @param updates steps of the room, each in its order, over all viewers
/// @param snapshots times that a slow viewer got the newest state instead of steps
/// @param skipped steps for which those stood
/// @param missing steps that never came and that no snapshot stood for
/// @param repeated steps that came again, or too late
/// @param pings heartbeats of the server
/// @param ended connections that ended by themselves
/// @param latencyMicros from the moment a bid was to be sent until a viewer saw it
public record Seen(
    long updates,
    long snapshots,
    long skipped,
    long missing,
    long repeated,
    long pings,
    long ended,
    Histogram latencyMicros) {
  Seen plus(Seen other) {
    Histogram both = latencyMicros.copy();
    both.add(other.latencyMicros);
    return new Seen(
        updates + other.updates,
        snapshots + other.snapshots,
        skipped + other.skipped,
        missing + other.missing,
        repeated + other.repeated,
        pings + other.pings,
        ended + other.ended,
        both);
  }
}
