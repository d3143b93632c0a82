package com.neighborbid.auction.bidding.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How long a caller wants to wait for an outcome: the header `Prefer` of RFC 7240.
///
/// @param patience zero for `respond-async`; 2 s where nothing is said; at most 30 s
record Prefer(Duration patience) {
  private static final Duration DEFAULT = Duration.ofSeconds(2);
  private static final int LONGEST_S = 30;

  /// Reads the header; what is not understood is ignored, as the RFC has it.
  static Prefer of(List<String> headers) {
    Duration patience = DEFAULT;
    for (String header : headers) {
      for (String preference : header.toLowerCase(Locale.ROOT).split("[,;]")) {
        String token = preference.strip();
        if (token.equals("respond-async")) {
          return new Prefer(Duration.ZERO);
        }
        if (token.matches("wait=\\d{1,9}")) {
          int seconds = Integer.parseInt(token.substring("wait=".length()));
          patience = Duration.ofSeconds(Math.min(seconds, LONGEST_S));
        }
      }
    }
    return new Prefer(patience);
  }
}
