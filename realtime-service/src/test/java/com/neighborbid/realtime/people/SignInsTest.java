package com.neighborbid.realtime.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SignInsTest {
  private final Set<String> ended = new HashSet<>();
  private final SignIns signIns = new SignIns(ended::contains);
  private final AtomicInteger first = new AtomicInteger();
  private final AtomicInteger second = new AtomicInteger();
  private final Runnable closeFirst = first::incrementAndGet;
  private final Runnable closeSecond = second::incrementAndGet;

  @Test
  void endsAllSocketsOfTheSignInAndNoOther() {
    AtomicInteger other = new AtomicInteger();
    signIns.came("a", closeFirst);
    signIns.came("a", closeSecond);
    signIns.came("b", other::incrementAndGet);
    signIns.end("a");
    assertThat(first).hasValue(1);
    assertThat(second).hasValue(1);
    assertThat(other).hasValue(0);
  }

  @Test
  void leavesASocketAloneThatHasLeft() {
    signIns.came("a", closeFirst);
    signIns.came("a", closeSecond);
    signIns.left("a", closeFirst);
    signIns.end("a");
    assertThat(first).hasValue(0);
    assertThat(second).hasValue(1);
  }

  @Test
  void endsASocketThatComesTooLate() {
    ended.add("a");
    signIns.came("a", closeFirst);
    assertThat(first).hasValue(1);
  }

  @Test
  void aTokenThatNamesNoSignInIsNeverEnded() {
    assertThat(signIns.isEnded(null)).isFalse();
    ended.add("a");
    assertThat(signIns.isEnded("a")).isTrue();
  }
}
