package com.neighborbid.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PopularTest {
  @Test
  void asksForTheSecondHalfAsOftenAsForTheFirst() {
    // 1 + 1/2 + 1/3 = 11/6: the first has 6/11 of all, the second 3/11, the third 2/11.
    Popular three = new Popular(3, 1);

    assertThat(three.at(0)).isZero();
    assertThat(three.at(5.9 / 11)).isZero();
    assertThat(three.at(6.1 / 11)).isEqualTo(1);
    assertThat(three.at(8.9 / 11)).isEqualTo(1);
    assertThat(three.at(9.1 / 11)).isEqualTo(2);
    assertThat(three.at(Math.nextDown(1.0))).isEqualTo(2);
  }

  @Test
  void asksForAllOfThemInTheEndAndTheSameEachTime() {
    Popular some = new Popular(20, 7);
    Popular again = new Popular(20, 7);
    int[] counts = new int[20];
    for (int i = 0; i < 5_000; i++) {
      int next = some.getAsInt();
      assertThat(again.getAsInt()).isEqualTo(next);
      counts[next]++;
    }
    assertThat(counts).doesNotContain(0);
    assertThat(counts[0]).isGreaterThan(counts[1]).isGreaterThan(5 * counts[19]);
  }

  @Test
  void hasOnlyOneAnswerWhereThereIsOneThing() {
    assertThat(new Popular(1, 1).getAsInt()).isZero();
  }
}
