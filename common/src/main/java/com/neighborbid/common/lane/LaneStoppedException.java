package com.neighborbid.common.lane;

/// The log is not the one the lane knew, or a record that must not be skipped cannot be decided.
/// The lane stays stopped until an operator acts; going on would lose or invent something.
final class LaneStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient LaneState lane;

  /// @param reason for the operator; names the lane
  LaneStoppedException(LaneState lane, String reason) {
    super(reason);
    this.lane = lane;
  }

  LaneState lane() {
    return lane;
  }
}
