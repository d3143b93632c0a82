package com.neighborbid.common.limit;

/// Who leases tokens of the buckets that all instances share.
interface Lessor {
  /// Asks for tokens; never blocks. The lease hears of it by [Lease#granted] or [Lease#failed],
  /// later and on another thread.
  ///
  /// @return false where no answer is to be expected soon
  boolean ask(Lease lease, int wanted);

  /// Whether what was asked is being answered soon.
  boolean isAnswering();
}
