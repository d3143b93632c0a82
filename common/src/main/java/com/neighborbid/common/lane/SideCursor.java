package com.neighborbid.common.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// How far one lane's rows are out over a side way, and the rows at hand. Rows arrive from the
/// lane's thread and leave by the publisher's; what did not fit is read from the outbox again.
final class SideCursor {
  /// A row at hand, with the moment it came in.
  record Waiting(OutboxRow row, long sinceNanos) {}

  /// What can be published next: rows at hand, or a range that must be read first.
  ///
  /// @param missingTo rows after the cursor up to this one are not at hand; 0 where none is missing
  record Next(List<Waiting> rows, long missingTo) {}

  final LaneKey lane;
  private final int messagesMax;
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private int queuedMessages;
  private long known;
  private volatile long sent;

  SideCursor(LaneKey lane, long sent, long known, int messagesMax) {
    this.lane = lane;
    this.sent = sent;
    this.known = Math.max(sent, known);
    this.messagesMax = messagesMax;
  }

  /// Keeps the row where there is room; otherwise only its number.
  synchronized void offer(OutboxRow row, long nowNanos) {
    known = Math.max(known, row.seq());
    int size = row.messages().size();
    if (queue.isEmpty() || queuedMessages + size <= messagesMax) {
      queue.addLast(new Waiting(row, nowNanos));
      queuedMessages += size;
    }
  }

  /// The rows that follow the cursor without a gap, about `messages` messages of them.
  synchronized Next next(int messages) {
    forgetUpTo(sent);
    List<Waiting> rows = new ArrayList<>();
    long expected = sent + 1;
    int count = 0;
    for (Waiting waiting : queue) {
      if (waiting.row().seq() != expected || (count >= messages && count > 0)) {
        break;
      }
      rows.add(waiting);
      count += waiting.row().messages().size();
      expected++;
    }
    if (!rows.isEmpty() || known == sent) {
      return new Next(rows, 0);
    }
    return new Next(rows, queue.isEmpty() ? known : queue.getFirst().row().seq() - 1);
  }

  synchronized void sentUpTo(long seq) {
    sent = Math.max(sent, seq);
    forgetUpTo(sent);
  }

  synchronized long lag() {
    return known - sent;
  }

  long sent() {
    return sent;
  }

  private void forgetUpTo(long seq) {
    while (!queue.isEmpty() && queue.getFirst().row().seq() <= seq) {
      queuedMessages -= queue.removeFirst().row().messages().size();
    }
  }
}
