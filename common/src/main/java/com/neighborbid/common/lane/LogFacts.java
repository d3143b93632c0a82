package com.neighborbid.common.lane;

import com.neighborbid.common.lane.LaneRow.LastRecord;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// What a lane asks about its log besides the records themselves.
interface LogFacts {
  /// What the topic is now.
  LogIdentity.Log describe(String topic)
      throws ExecutionException, InterruptedException, TimeoutException;

  /// Why the last decided record is not in the log any more, or nothing where it is.
  Optional<String> lastRecordMismatch(LaneKey lane, @Nullable LastRecord last);
}
