package com.neighborbid.simulation.world;

import com.neighborbid.simulation.fault.Fault;
import com.neighborbid.simulation.fault.Fault.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What happens by chance: mostly turns, some of which go wrong; now and then somebody wants
/// something; seldom something worse.
public final class Dice implements Source {
  private static final Kind[] FAULTS = Kind.values();

  /// Nothing stamped more than 10 s ahead of an engine's clock is believed, so clocks differ by
  /// less.
  private static final int CLOCKS_DIFFER_MS = 4_500;

  private final Random random;
  private final Settings settings;
  private final Wishes wishes;
  private int slow = -1;

  /// What comes next for certain.
  private final Deque<Op> planned = new ArrayDeque<>();

  public Dice(Settings settings) {
    this.settings = settings;
    this.random = new Random(settings.seed());
    this.wishes = new Wishes(random);
  }

  @Override
  public @Nullable Op next(World world) {
    if (!planned.isEmpty()) {
      return planned.removeFirst();
    }
    int roll = random.nextInt(1_000);
    if (roll < 560) {
      return turn(world);
    }
    if (roll < 600) {
      return new Op.Start(random.nextInt(world.memberCount()));
    }
    if (roll < 890) {
      if (random.nextInt(30) == 0) {
        rush(world);
      }
      return wishes.next(world);
    }
    if (roll < 910) {
      return new Op.Repeat(random.nextInt(40));
    }
    if (roll < 950) {
      return new Op.Pass(random.nextInt(6) == 0 ? random.nextInt(6_000) : random.nextInt(500));
    }
    return worse(world, roll);
  }

  /// Many want something at once, so that a batch holds more than a record or two.
  private void rush(World world) {
    int many = 4 + random.nextInt(20);
    for (int i = 0; i < many; i++) {
      planned.add(wishes.next(world));
    }
  }

  private Op.Turn turn(World world) {
    int member = random.nextInt(world.memberCount());
    if (member == slow && random.nextInt(settings.slowness()) > 0) {
      member = (member + 1 + random.nextInt(world.memberCount() - 1)) % world.memberCount();
    }
    if (random.nextInt(settings.faulty()) > 0) {
      return new Op.Turn(member, Fault.NONE);
    }
    Kind kind =
        random.nextInt(4) == 0 ? Kind.PAUSE_BEFORE : FAULTS[1 + random.nextInt(FAULTS.length - 1)];
    int at = random.nextInt(random.nextInt(3) > 0 ? 12 : 24);
    int length = 1 + random.nextInt(random.nextInt(4) == 0 ? 60 : 14);
    return new Op.Turn(member, new Fault(at, kind, length, random.nextInt(3) > 0));
  }

  private Op worse(World world, int roll) {
    int member = random.nextInt(world.memberCount());
    if (roll < 974) {
      return new Op.Rebalance(random.nextBoolean(), random.nextInt(1_000));
    }
    if (roll < 980) {
      return new Op.Kill(member);
    }
    if (roll < 985) {
      int clock = random.nextInt(world.memberCount() + 2) - 2;
      return new Op.SetClock(clock, random.nextInt(2 * CLOCKS_DIFFER_MS) - CLOCKS_DIFFER_MS);
    }
    if (roll < 989) {
      return new Op.Move(
          member, random.nextInt(4) == 0 ? 1 + random.nextInt(2) : -1 - random.nextInt(8));
    }
    if (roll < 996) {
      slow = random.nextInt(world.memberCount() + 1) - 1;
      boolean blocked = random.nextInt(3) == 0;
      return new Op.Block(random.nextBoolean(), random.nextInt(settings.partitions()), blocked);
    }
    return garbage();
  }

  /// What nobody can read: it goes to the dead letters and holds nothing up.
  private Op garbage() {
    byte[] value = "{\"auctionId\":".getBytes(StandardCharsets.UTF_8);
    boolean auctions = random.nextBoolean();
    String topic = auctions ? "auction.log" : "wallet.log";
    String type = auctions ? "auction.PlaceBid.v1" : "wallet.Deposit.v1";
    return new Op.Append(topic, 1 + random.nextInt(4), type, "garbage", value, Kind.NONE);
  }
}
