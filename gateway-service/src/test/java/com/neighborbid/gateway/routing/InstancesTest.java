package com.neighborbid.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.gateway.support.Settings;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InstancesTest {

  private final AtomicLong now = new AtomicLong();
  private final Random random = new Random(3);
  private final Instances instances =
      new Instances(
          Settings.of(Map.of("neighborbid.services.realtime", "http://a:1, http://b:2,http://c")),
          now::get,
          random::nextInt);
  private final List<Instance> all = instances.of(Service.REALTIME);

  private Instance choose(Instance... tried) {
    return instances.choose(Service.REALTIME, List.of(tried)).orElseThrow();
  }

  private Set<Instance> chosen(int times) {
    return IntStream.range(0, times).mapToObj(_ -> choose()).collect(Collectors.toSet());
  }

  private void later(long millis) {
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void anAddressWithoutAPortIsPort80() {
    assertThat(all.getLast().port()).isEqualTo(80);
    assertThat(instances.of(Service.USER)).hasSize(1);
  }

  @Test
  void socketsSpreadEvenly() {
    IntStream.range(0, 3000).forEach(_ -> choose().take());
    assertThat(all).allSatisfy(one -> assertThat(one.inUse()).isBetween(980, 1020));
  }

  @Test
  void oneThatComesBackEmptyGetsTheNextSockets() {
    IntStream.range(0, 100).forEach(_ -> all.get(0).take());
    IntStream.range(0, 100).forEach(_ -> all.get(1).take());
    IntStream.range(0, 60).forEach(_ -> choose().take());
    assertThat(all.get(2).inUse()).isGreaterThan(30);
  }

  @Test
  void whoWasTriedIsNotAskedAgain() {
    for (int i = 0; i < 50; i++) {
      Instance first = choose();
      Instance second = choose(first);
      Instance third = choose(first, second);
      assertThat(Set.of(first, second, third)).hasSize(3);
      assertThat(instances.choose(Service.REALTIME, all)).isEmpty();
    }
  }

  @Test
  void whoIsAwayIsLeftOutUntilOneCallerTriesItAgain() {
    Instance away = all.getFirst();
    instances.failed(Service.REALTIME, away, "refused");
    assertThat(chosen(100)).hasSize(2).doesNotContain(away);
    later(1001);
    assertThat(choose()).as("the trial").isEqualTo(away);
    assertThat(chosen(100)).as("one trial at a time").doesNotContain(away);
    away.answered();
    assertThat(chosen(100)).contains(away);
  }

  @Test
  void thePauseGrowsWithEveryFailure() {
    Instance away = all.getFirst();
    instances.failed(Service.REALTIME, away, "refused");
    later(1001);
    assertThat(choose()).isEqualTo(away);
    instances.failed(Service.REALTIME, away, "refused");
    later(1001);
    assertThat(chosen(100)).doesNotContain(away);
    later(1001);
    assertThat(choose()).isEqualTo(away);
    for (int i = 0; i < 40; i++) {
      instances.failed(Service.REALTIME, away, "refused");
    }
    later(8001);
    assertThat(choose()).as("at most 8 s").isEqualTo(away);
  }

  @Test
  void whereAllAreAwayTheyAreAskedAllTheSame() {
    all.forEach(one -> instances.failed(Service.REALTIME, one, "refused"));
    assertThat(chosen(100)).hasSize(3);
  }
}
