package com.neighborbid.user.auctions;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.user.Eventually;
import com.neighborbid.user.NewsServiceBase;
import com.neighborbid.user.support.FakeNeighbours;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Titles of a service that hangs.
class AuctionTitlesIT extends NewsServiceBase {
  private static final List<Long> MANY = LongStream.range(700_000, 700_050).boxed().toList();

  @Autowired private AuctionTitles titles;
  private final FakeNeighbours auctions = FakeNeighbours.start();

  @AfterEach
  void goOn() {
    auctions.hang(false);
    Eventually.until("titles are asked for", () -> !titles.of(List.of(700_100L)).isEmpty());
  }

  @Test
  void aServiceThatHangsHoldsAPageUpForAMomentOnly() {
    auctions.hang(true);
    int before = auctions.askedForAuctions();
    long started = System.nanoTime();
    assertThat(titles.of(MANY)).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(2_500));
    assertThat(auctions.askedForAuctions() - before).as("asked in vain").isLessThanOrEqualTo(8);
    assertThat(titles.of(MANY)).as("at once").isEmpty();
    assertThat(auctions.askedForAuctions() - before).as("nobody is asked").isLessThanOrEqualTo(8);

    auctions.hang(false);
    Eventually.until("all titles are there", () -> titles.of(MANY).size() == MANY.size());
    assertThat(titles.of(List.of(700_000L))).containsEntry(700_000L, "Bike 700000");
  }
}
