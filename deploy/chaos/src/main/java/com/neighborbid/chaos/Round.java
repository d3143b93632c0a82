package com.neighborbid.chaos;

import com.neighborbid.chaos.load.Prober.Recovery;

/// One fault and what came of it.
///
/// @param kind under which it is counted
/// @param fault what exactly it was
public record Round(int number, String kind, String fault, Recovery recovery) {
  @Override
  public String toString() {
    return "%d. %s: bids count again after %s, on a new auction after %s"
        .formatted(number, fault, Seconds.of(recovery.old()), Seconds.of(recovery.fresh()));
  }
}
