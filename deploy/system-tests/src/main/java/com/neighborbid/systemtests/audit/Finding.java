package com.neighborbid.systemtests.audit;

import java.util.ArrayList;
import java.util.List;

/// What a check found.
///
/// @param examined number of things looked at; none looked at proves nothing
/// @param offenders a sentence for each thing that breaks the invariant
public record Finding(Invariant invariant, long examined, List<String> offenders) {
  public Finding {
    offenders = List.copyOf(offenders);
  }

  /// Collects offenders while a check runs.
  static final class Builder {
    private final Invariant invariant;
    private final List<String> offenders = new ArrayList<>();
    private long examined;

    Builder(Invariant invariant) {
      this.invariant = invariant;
    }

    void examined(long count) {
      examined += count;
    }

    void offender(String sentence) {
      offenders.add(sentence);
    }

    /// Notes the sentence unless `holds`.
    @SuppressWarnings("AnnotateFormatMethod") // its annotation is in no library of ours
    void require(boolean holds, String sentence, Object... values) {
      if (!holds) {
        offenders.add(sentence.formatted(values));
      }
    }

    Finding done() {
      return new Finding(invariant, examined, offenders);
    }
  }
}
