package com.neighborbid.common.lane;

import com.neighborbid.common.lane.Outgoing.ToKafka;
import java.util.ArrayList;
import java.util.List;

/// Collects what a batch of one lane says to the outside, in order.
public final class LaneOutput {
  private final List<Outgoing> messages = new ArrayList<>();
  private long offset = ToKafka.UNPLACED;
  private int index;
  private boolean ending;

  /// Adds a message after all earlier ones.
  ///
  /// @throws IllegalArgumentException if it is too long to be sent ever; thrown out of `decide`, it
  ///   makes the record poison instead of wedging the lane
  /// @throws IllegalStateException if it is for Kafka and follows from no record: what a repeat of
  ///   it is would depend on where the batch ended
  public void add(Outgoing message) {
    OutboxCodec.checkSize(message);
    if (message instanceof ToKafka kafka) {
      if (ending) {
        throw new IllegalStateException("a " + kafka.type() + " that follows from no record");
      }
      messages.add(kafka.at(offset, index++));
    } else {
      messages.add(message);
    }
  }

  /// What is added from now on follows from this record of the log.
  void follows(long recordOffset) {
    offset = recordOffset;
    index = 0;
  }

  /// What is added from now on follows from the batch.
  void ends() {
    ending = true;
  }

  List<Outgoing> messages() {
    return messages;
  }
}
