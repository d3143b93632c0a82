package com.neighborbid.auction.bidding.domain;

import com.neighborbid.auction.bidding.domain.Command.PauseCause;
import java.util.EnumSet;
import java.util.Set;

/// Why an auction stands still, and since when. Not paused as long as there is no cause.
///
/// @param sinceMs log time of the first cause; 0 where there is none
public record Pauses(Set<PauseCause> causes, long sinceMs) {
  public static final Pauses NONE = new Pauses(Set.of(), 0);

  public Pauses {
    causes = Set.copyOf(causes);
  }

  boolean isOn() {
    return !causes.isEmpty();
  }

  Pauses with(PauseCause cause, long nowMs) {
    EnumSet<PauseCause> all = EnumSet.of(cause);
    all.addAll(causes);
    return new Pauses(all, isOn() ? sinceMs : nowMs);
  }

  Pauses without(PauseCause cause) {
    EnumSet<PauseCause> left = EnumSet.noneOf(PauseCause.class);
    left.addAll(causes);
    left.remove(cause);
    return left.isEmpty() ? NONE : new Pauses(left, sinceMs);
  }
}
