package com.neighborbid.realtime.room;

import static com.neighborbid.realtime.support.Engine.bid;
import static com.neighborbid.realtime.support.Engine.state;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.realtime.room.History.Fit;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {
  private static final long AUCTION = 1;

  private static List<RoomMessage> bids(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(seq -> bid(AUCTION, seq)).toList();
  }

  private static String describe(Recovery recovery) {
    return switch (recovery) {
      case Recovery.Nothing() -> "nothing";
      case Recovery.Tail(List<RoomMessage> messages) ->
          "tail "
              + messages.getFirst().state().seq()
              + "-"
              + messages.getLast().state().seq()
              + " of "
              + messages.size();
      case Recovery.Snapshot(var state) -> "snapshot " + state.seq();
    };
  }

  @ParameterizedTest
  @CsvSource({
    // knows 5-10, keeps at most 8
    "10, nothing",
    "9, tail 10-10 of 1",
    "5, tail 6-10 of 5",
    "4, tail 5-10 of 6",
    "3, snapshot 10",
    "0, snapshot 10",
    "11, snapshot 10",
    "9223372036854775807, snapshot 10"
  })
  void givesNothingTheTailOrASnapshotByArithmetic(long seen, String expected) {
    assertThat(describe(History.of(8, bids(5, 10)).since(seen))).isEqualTo(expected);
  }

  @Test
  void givesASnapshotWhereItKnowsNoMessages() {
    History cold = new History(8, state(AUCTION, 10));
    assertThat(describe(cold.since(10))).isEqualTo("nothing");
    assertThat(describe(cold.since(9))).isEqualTo("snapshot 10");
  }

  @Test
  void takesOnlyTheNextMessage() {
    History history = new History(8, state(AUCTION, 3));
    assertThat(history.offer(bid(AUCTION, 3))).isEqualTo(Fit.OLD);
    assertThat(history.offer(bid(AUCTION, 5))).isEqualTo(Fit.GAP);
    assertThat(history.seq()).isEqualTo(3);
    assertThat(history.offer(bid(AUCTION, 4))).isEqualTo(Fit.NEXT);
    assertThat(history.state()).isEqualTo(state(AUCTION, 4));
    assertThat(history.offer(bid(AUCTION, 4))).isEqualTo(Fit.OLD);
  }

  @Test
  void keepsOnlyTheNewestMessages() {
    History history = History.of(3, bids(1, 3));
    history.offer(bid(AUCTION, 4));
    assertThat(describe(history.since(1))).isEqualTo("tail 2-4 of 3");
    assertThat(describe(history.since(0))).isEqualTo("snapshot 4");
  }

  @Test
  void leavesOutWhatLiesBeforeAHole() {
    List<RoomMessage> withHole =
        List.of(bid(AUCTION, 1), bid(AUCTION, 2), bid(AUCTION, 5), bid(AUCTION, 6));
    History history = History.of(8, withHole);
    assertThat(describe(history.since(4))).isEqualTo("tail 5-6 of 2");
    assertThat(describe(history.since(2))).isEqualTo("snapshot 6");
  }

  @ParameterizedTest
  @CsvSource({
    // knows up to 4; the store has from-to
    "1, 4, nothing, 4",
    "1, 3, nothing, 4",
    "1, 7, tail 5-7 of 3, 7",
    "5, 7, tail 5-7 of 3, 7",
    "6, 7, snapshot 7, 7"
  })
  void catchesUpWithTheStore(long from, long to, String expected, long seq) {
    History history = History.of(8, bids(2, 4));
    assertThat(describe(history.catchUp(bids(from, to)))).isEqualTo(expected);
    assertThat(history.seq()).isEqualTo(seq);
  }

  @Test
  void catchesUpWithAnEmptyStoreByDoingNothing() {
    assertThat(describe(History.of(8, bids(2, 4)).catchUp(List.of()))).isEqualTo("nothing");
  }

  @Test
  void jumpsOnlyForward() {
    History history = History.of(8, bids(2, 4));
    assertThat(describe(history.jump(state(AUCTION, 4)))).isEqualTo("nothing");
    assertThat(describe(history.jump(state(AUCTION, 9)))).isEqualTo("snapshot 9");
    assertThat(describe(history.since(4))).isEqualTo("snapshot 9");
  }
}
