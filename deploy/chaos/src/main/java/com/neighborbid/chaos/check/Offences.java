package com.neighborbid.chaos.check;

import java.util.ArrayList;
import java.util.List;

/// What one check looked at and what it found wrong.
///
/// @param examined number of things looked at; none looked at proves nothing
public record Offences(String what, long examined, List<String> sentences) {
  private static final int SHOWN = 10;

  public Offences {
    sentences = List.copyOf(sentences);
  }

  public boolean isEmpty() {
    return sentences.isEmpty();
  }

  /// The first few, for people.
  public List<String> first() {
    return sentences.stream().limit(SHOWN).toList();
  }

  /// Collects them while a check runs.
  static final class Collector {
    private final String what;
    private final List<String> sentences = new ArrayList<>();
    private long examined;

    Collector(String what) {
      this.what = what;
    }

    void examined(long count) {
      examined += count;
    }

    void add(String sentence) {
      sentences.add(sentence);
    }

    Offences done() {
      return new Offences(what, examined, sentences);
    }
  }
}
