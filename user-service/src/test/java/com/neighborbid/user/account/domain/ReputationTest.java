package com.neighborbid.user.account.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReputationTest {
  @ParameterizedTest
  @CsvSource({"0,0,0", "5,1,100", "1,1,20", "13,3,87", "9,2,90", "7,3,47", "33,8,83"})
  void isTheMeanRatingTimesTwentyRounded(long sum, long count, long points) {
    assertThat(new Reputation(sum, count).points()).isEqualTo(points);
  }
}
