package com.neighborbid.chaos.fault;

import com.neighborbid.chaos.stack.ChaosStack;
import com.neighborbid.chaos.stack.Link;
import com.neighborbid.chaos.stack.TcpProxy.Mode;
import com.neighborbid.chaos.stack.Unit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Draws faults. Like a deck of cards every kind comes once before any comes again, in an order
/// that the seed decides; which instance, which connection and how long are drawn too.
public final class Deck {
  /// Longer than the session of a consumer (6 s), so that a frozen engine is replaced or at least
  /// thrown out.
  private static final int FREEZE_MS = 8_000;

  private static final List<Mode> MODES = List.of(Mode.CUT, Mode.SILENT, Mode.SLOW, Mode.TORN);

  private final ChaosStack stack;
  private final Random random;
  private final List<Supplier<Fault>> kinds = new ArrayList<>();
  private final Deque<Supplier<Fault>> left = new ArrayDeque<>();

  public Deck(ChaosStack stack, long seed) {
    this.stack = stack;
    this.random = new Random(seed);
    for (String part :
        List.of(
            "auction", "wallet", "realtime", "user", "gateway", "Kafka", "PostgreSQL", "Redis")) {
      kinds.add(() -> new Fault.Kill(List.of(one(part)), between(0, 4_000)));
      kinds.add(() -> new Fault.Freeze(one(part), between(FREEZE_MS, FREEZE_MS + 4_000)));
    }
    for (String to : List.of("PostgreSQL", "Kafka", "Redis", "services")) {
      for (Mode mode : MODES) {
        kinds.add(() -> new Fault.Disturb(link(to), mode, between(3_000, 9_000)));
      }
    }
    kinds.add(() -> new Fault.Reset(any(stack.links())));
    kinds.add(() -> new Fault.Kill(two(), between(0, 4_000)));
    kinds.add(() -> new Fault.KillAll(between(0, 2_000)));
    kinds.add(Fault.Rolling::new);
    kinds.add(() -> new Fault.FullLog(stack.unit("Kafka"), between(2_000, 5_000)));
  }

  /// The next fault.
  public Fault draw() {
    if (left.isEmpty()) {
      List<Supplier<Fault>> shuffled = new ArrayList<>(kinds);
      Collections.shuffle(shuffled, random);
      left.addAll(shuffled);
    }
    return left.removeFirst().get();
  }

  private Unit one(String part) {
    return any(
        stack.units().stream()
            .filter(unit -> unit.name().equals(part) || unit.name().startsWith(part + "-"))
            .toList());
  }

  private List<Unit> two() {
    List<Unit> shuffled = new ArrayList<>(stack.units());
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, 2);
  }

  private Link link(String to) {
    return any(
        stack.links().stream()
            .filter(link -> to.equals("services") ? isBetweenServices(link) : link.to().equals(to))
            .toList());
  }

  private boolean isBetweenServices(Link link) {
    return stack.units().stream()
        .anyMatch(unit -> !unit.isServer() && unit.name().equals(link.to()));
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private Duration between(int leastMs, int mostMs) {
    return Duration.ofMillis(random.nextInt(leastMs, mostMs));
  }
}
