package com.neighborbid.user.delivery;

/// What became of an attempt.
sealed interface Outcome {
  /// The receiver has it.
  record Sent() implements Outcome {}

  /// Nobody wants it any more: no address, no browser.
  record Dropped(String reason) implements Outcome {}

  /// It did not arrive; another attempt may.
  record Failed(String reason) implements Outcome {}

  /// Nothing was sent, because something is still missing that may come.
  record NotYet(String missing) implements Outcome {}

  /// It did not arrive and never will.
  record Refused(String reason) implements Outcome {}

  /// It may have arrived.
  record Unknown(String reason) implements Outcome {}
}
