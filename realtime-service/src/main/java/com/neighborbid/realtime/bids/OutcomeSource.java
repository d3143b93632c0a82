package com.neighborbid.realtime.bids;

import com.neighborbid.common.contract.room.v1.BidOutcome;
import java.util.List;
import java.util.UUID;

/// Who knows what became of bids.
@FunctionalInterface
public interface OutcomeSource {
  /// The outcomes that are known, in any order; undecided ones as `RECEIVED`, unknown ones not at
  /// all. May block.
  ///
  /// @throws OutcomesUnavailableException if nobody can be asked now
  List<BidOutcome> outcomes(List<UUID> bidIds);

  /// Nobody can be asked now.
  final class OutcomesUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutcomesUnavailableException(Throwable cause) {
      super(cause);
    }
  }
}
