package com.neighborbid.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediansTest {
  @Test
  void takesTheMiddleOfAnOddNumber() {
    assertThat(Medians.of(List.of(9.0, 1.0, 5.0))).isEqualTo(5.0);
  }

  @Test
  void takesTheMeanOfTheTwoMiddleOnesOfAnEvenNumber() {
    assertThat(Medians.of(List.of(4.0, 1.0, 100.0, 2.0))).isEqualTo(3.0);
  }

  @Test
  void knowsNoMedianOfNothing() {
    assertThat(Medians.of(List.of())).isNaN();
  }

  @Test
  void comparesEachRoundWithItsOwnReference() {
    // The machine was half as fast in the second round, for both.
    double[] ours = {1_000, 500, 1_200};
    double[] reference = {100, 50, 100};

    assertThat(Medians.ratio(ours, reference)).isEqualTo(10.0);
  }

  @Test
  void comparesMediansWhereRoundsDoNotPairUp() {
    assertThat(Medians.ratio(new double[] {100, 300, 200}, new double[] {10})).isEqualTo(20.0);
  }

  @Test
  void hasNoRatioWithoutReference() {
    assertThat(Medians.ratio(new double[] {1}, new double[0])).isNaN();
  }
}
