package com.neighborbid.gateway.reads;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.bundle.Bundle;
import com.neighborbid.gateway.routing.DirectReads.Answer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlightTest {

  private final Flight flight = Flight.of(new Somebody("first"));

  @Test
  void theNextTakesAllWhoWaitAndAsksForEachTargetOnce() {
    wait("b", "a", "b", "a");
    Flight following = flight.following();
    assertThat(following.aboard())
        .extracting(SharedReads.Reader::target)
        .containsExactly("b", "a", "b", "a");
    assertThat(following.targets()).containsExactly("b", "a");
    assertThat(following.next()).isEmpty();
  }

  @Test
  void whoFindsNoRoomWaitsForTheOneAfter() {
    IntStream.range(0, Bundle.MOST_PARTS).forEach(i -> wait("t" + i));
    wait("t0", "late", "t1");
    Flight following = flight.following();
    assertThat(following.targets()).hasSize(Bundle.MOST_PARTS);
    assertThat(following.aboard()).hasSize(Bundle.MOST_PARTS + 1);
    assertThat(following.next())
        .extracting(SharedReads.Reader::target)
        .containsExactly("late", "t1");
    assertThat(following.following().targets()).containsExactly("late", "t1");
  }

  private void wait(String... targets) {
    for (String target : targets) {
      flight.next().add(new Somebody(target));
    }
  }

  private record Somebody(String target) implements SharedReads.Reader {
    @Override
    public HttpHeaders headers() {
      return EmptyHttpHeaders.INSTANCE;
    }

    @Override
    public HttpHeaders plainHeaders() {
      return EmptyHttpHeaders.INSTANCE;
    }

    @Override
    public EventLoop loop() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void answered(Answer answer) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void unanswered() {
      throw new UnsupportedOperationException();
    }
  }
}
