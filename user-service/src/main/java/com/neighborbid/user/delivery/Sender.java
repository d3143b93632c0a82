package com.neighborbid.user.delivery;

import com.neighborbid.user.preference.domain.Channel;

/// A way to hand a letter over. Called outside of transactions, by several threads at once.
interface Sender {
  Channel channel();

  /// Whether this deployment is set up for it; otherwise nothing is planned for it.
  boolean isOffered();

  /// Never throws for what is the receiver's fault.
  Outcome send(Letter letter);
}
