package com.neighborbid.common.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.lane.Outgoing.ToRoom;
import com.neighborbid.common.lane.SideCursor.Next;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SideCursorTest {
  private static final LaneKey LANE = new LaneKey("g", "t", 0);

  @Test
  void givesWhatFollowsTheCursor() {
    SideCursor cursor = new SideCursor(LANE, 4, 4, 100);
    cursor.offer(row(5, 1), 0);
    cursor.offer(row(6, 1), 0);
    assertThat(numbers(cursor.next(10))).containsExactly(5L, 6L);
    cursor.sentUpTo(5);
    assertThat(numbers(cursor.next(10))).containsExactly(6L);
    cursor.sentUpTo(6);
    assertThat(cursor.next(10)).isEqualTo(new Next(List.of(), 0));
    assertThat(cursor.lag()).isZero();
  }

  @Test
  void asksForWhatAnEarlierOwnerLeft() {
    SideCursor cursor = new SideCursor(LANE, 4, 9, 100);
    assertThat(cursor.next(10)).isEqualTo(new Next(List.of(), 9));
    cursor.offer(row(10, 1), 0);
    assertThat(cursor.next(10)).isEqualTo(new Next(List.of(), 9));
    assertThat(cursor.lag()).isEqualTo(6);
    cursor.sentUpTo(9);
    assertThat(numbers(cursor.next(10))).containsExactly(10L);
  }

  @Test
  void asksForWhatDidNotFit() {
    SideCursor cursor = new SideCursor(LANE, 0, 0, 3);
    cursor.offer(row(1, 2), 0);
    cursor.offer(row(2, 2), 0);
    cursor.offer(row(3, 1), 0);
    assertThat(numbers(cursor.next(10))).containsExactly(1L);
    cursor.sentUpTo(1);
    assertThat(cursor.next(10)).isEqualTo(new Next(List.of(), 2));
    cursor.sentUpTo(2);
    assertThat(numbers(cursor.next(10))).containsExactly(3L);
  }

  @Test
  void takesARowThatIsLargerThanTheQueueWhenNothingElseIsThere() {
    SideCursor cursor = new SideCursor(LANE, 0, 0, 3);
    cursor.offer(row(1, 50), 0);
    assertThat(numbers(cursor.next(10))).containsExactly(1L);
  }

  @Test
  void cutsARoundAtItsSize() {
    SideCursor cursor = new SideCursor(LANE, 0, 0, 100);
    for (int seq = 1; seq <= 5; seq++) {
      cursor.offer(row(seq, 2), 0);
    }
    assertThat(numbers(cursor.next(3))).containsExactly(1L, 2L);
  }

  private static OutboxRow row(long seq, int messages) {
    return new OutboxRow(
        LANE, seq, Collections.nCopies(messages, new ToRoom(1, seq, new byte[] {1})));
  }

  private static List<Long> numbers(Next next) {
    return next.rows().stream().map(waiting -> waiting.row().seq()).toList();
  }
}
