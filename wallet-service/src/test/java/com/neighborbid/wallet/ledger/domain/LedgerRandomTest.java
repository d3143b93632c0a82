package com.neighborbid.wallet.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.wallet.ledger.domain.Account.Available;
import com.neighborbid.wallet.ledger.domain.Account.Held;
import com.neighborbid.wallet.ledger.domain.Command.Capture;
import com.neighborbid.wallet.ledger.domain.Command.CaptureUntilConfirmed;
import com.neighborbid.wallet.ledger.domain.Command.ChargeBack;
import com.neighborbid.wallet.ledger.domain.Command.ConfirmPayment;
import com.neighborbid.wallet.ledger.domain.Command.Credit;
import com.neighborbid.wallet.ledger.domain.Command.DecidePayment;
import com.neighborbid.wallet.ledger.domain.Command.DecidePayout;
import com.neighborbid.wallet.ledger.domain.Command.Deposit;
import com.neighborbid.wallet.ledger.domain.Command.DisputePayment;
import com.neighborbid.wallet.ledger.domain.Command.FinishPayout;
import com.neighborbid.wallet.ledger.domain.Command.ReleasePayment;
import com.neighborbid.wallet.ledger.domain.Command.RequestPayout;
import com.neighborbid.wallet.ledger.domain.Command.SetHold;
import com.neighborbid.wallet.ledger.domain.Command.Unblock;
import com.neighborbid.wallet.ledger.domain.Command.Withdraw;
import com.neighborbid.wallet.ledger.domain.Notice.CreditDue;
import com.neighborbid.wallet.ledger.domain.Notice.HoldAnswered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Random commands with repeats, reorders and late senders, against a model that is too simple to
/// be wrong in the same way: it recomputes everything from the list of what counted.
class LedgerRandomTest {
  private static final int SEEDS = 10_000;
  private static final int STEPS = 60;
  private static final long SELLER = 99;

  @Test
  void neverLosesMakesOrOverdrawsMoney() {
    for (int seed = 0; seed < SEEDS; seed++) {
      try {
        new World(seed).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  /// Positions as (level, newest command, closed) and money as plain sums.
  private static final class Naive {
    private final Map<Long, Long> free = new HashMap<>();
    private final Map<String, long[]> levels = new HashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Set<UUID> done = new HashSet<>();
    private long outside;
    private long clearing;
    private long fees;
    private long lost;
    private long onTheWayOut;
    private final Set<Long> blocked = new HashSet<>();
    private final Map<Long, CaptureUntilConfirmed> waiting = new HashMap<>();
    private final Map<Long, Long> releaseAt = new HashMap<>();
    private final Set<Long> disputed = new HashSet<>();
    private final Map<UUID, Long> payouts = new HashMap<>();

    Boolean apply(Command command, long time) {
      long user = command.userId();
      switch (command) {
        case Command.Open _ -> {}
        case Command.Adjust adjust -> {
          long after = free.getOrDefault(user, 0L) + adjust.amount();
          if (done.add(adjust.requestId()) && after >= 0) {
            free.put(user, after);
            lost += adjust.amount();
          }
        }
        case CaptureUntilConfirmed(Capture capture, long within) -> {
          if (capture(new Capture(user, capture.auctionId(), capture.price(), 0, 1, 0))) {
            waiting.put(capture.auctionId(), (CaptureUntilConfirmed) command);
            releaseAt.put(capture.auctionId(), time + within);
          }
        }
        case ConfirmPayment confirm -> {
          if (done.add(confirm.requestId())) {
            toSeller(confirm.auctionId(), user);
          }
        }
        case ReleasePayment release -> {
          long auction = release.auctionId();
          if (!disputed.contains(auction) && releaseAt.getOrDefault(auction, time + 1) <= time) {
            toSeller(auction, user);
          }
        }
        case DisputePayment dispute -> {
          if (done.add(dispute.requestId()) && isWaiting(dispute.auctionId(), user)) {
            disputed.add(dispute.auctionId());
          }
        }
        case DecidePayment decide -> {
          if (done.add(decide.requestId())) {
            if (decide.toSeller()) {
              toSeller(decide.auctionId(), user);
            } else if (isWaiting(decide.auctionId(), user)) {
              long price = waiting.remove(decide.auctionId()).capture().price();
              free.merge(user, price, Long::sum);
              clearing -= price;
            }
          }
        }
        case RequestPayout payout -> {
          if (done.add(payout.requestId())
              && !blocked.contains(user)
              && free.getOrDefault(user, 0L) >= payout.amount()) {
            free.merge(user, -payout.amount(), Long::sum);
            payouts.put(payout.requestId(), payout.amount());
            onTheWayOut += payout.amount();
          }
        }
        case FinishPayout finish -> {
          long amount = payouts.getOrDefault(finish.payoutId(), 0L);
          endPayout(user, finish.payoutId(), finish.paid() ? amount : 0);
        }
        case DecidePayout decide -> {
          if (done.add(decide.requestId())
              && decide.paidOut() <= payouts.getOrDefault(decide.payoutId(), -1L)) {
            endPayout(user, decide.payoutId(), decide.paidOut());
          }
        }
        case ChargeBack chargeBack -> {
          if (done.add(chargeBack.requestId())) {
            long covered = Math.min(chargeBack.amount(), free.getOrDefault(user, 0L));
            free.merge(user, -covered, Long::sum);
            lost += chargeBack.amount() - covered;
            outside -= chargeBack.amount();
            blocked.add(user);
          }
        }
        case Unblock unblock -> {
          if (done.add(unblock.requestId())) {
            blocked.remove(user);
          }
        }
        case Deposit deposit -> {
          if (done.add(deposit.requestId())) {
            free.merge(user, deposit.amount(), Long::sum);
            outside += deposit.amount();
          }
        }
        case Withdraw withdraw -> {
          if (done.add(withdraw.requestId())
              && !blocked.contains(user)
              && free.getOrDefault(user, 0L) >= withdraw.amount()) {
            free.merge(user, -withdraw.amount(), Long::sum);
            outside -= withdraw.amount();
          }
        }
        case Credit credit -> {
          if (done.add(credit.creditId())) {
            free.merge(user, credit.amount(), Long::sum);
            clearing -= credit.amount();
          }
        }
        case SetHold hold -> {
          return hold(hold);
        }
        case Capture capture -> {
          var _ = capture(capture);
        }
      }
      return null;
    }

    private void endPayout(long user, UUID id, long paidOut) {
      long amount = payouts.getOrDefault(id, 0L);
      payouts.remove(id);
      onTheWayOut -= amount;
      outside -= paidOut;
      free.merge(user, amount - paidOut, Long::sum);
    }

    private boolean isWaiting(long auction, long buyer) {
      return waiting.containsKey(auction) && waiting.get(auction).userId() == buyer;
    }

    private void toSeller(long auction, long buyer) {
      if (isWaiting(auction, buyer)) {
        long fee = waiting.remove(auction).capture().fee();
        clearing -= fee;
        fees += fee;
      }
    }

    private Boolean hold(SetHold hold) {
      String key = hold.auctionId() + "/" + hold.userId();
      long[] position = levels.computeIfAbsent(key, _ -> new long[2]);
      if (hold.commandSeq() > position[1]) {
        position[1] = hold.commandSeq();
        long rest = free.getOrDefault(hold.userId(), 0L) + position[0] - hold.to();
        if (!closed.contains(key)
            && ((rest >= 0 && !blocked.contains(hold.userId())) || hold.to() <= position[0])) {
          position[0] = hold.to();
          free.put(hold.userId(), rest);
        }
      }
      return hold.asking() ? position[0] >= hold.to() : null;
    }

    private boolean capture(Capture capture) {
      String key = capture.auctionId() + "/" + capture.userId();
      boolean first = closed.add(key);
      if (first) {
        long[] position = levels.get(key);
        free.merge(capture.userId(), position[0] - capture.price(), Long::sum);
        clearing += capture.price() - capture.fee();
        fees += capture.fee();
        position[0] = 0;
      }
      return first;
    }
  }

  private static final class World {
    private final Random random;
    private final Ledger ledger = new Ledger();
    private final Naive naive = new Naive();
    private final List<Command> sent = new ArrayList<>();
    private final List<Command> credits = new ArrayList<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final Map<String, Long> seqs = new HashMap<>();
    private final Set<Long> captured = new HashSet<>();

    World(long seed) {
      random = new Random(seed);
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        apply(next());
      }
      for (long auction : List.copyOf(naive.waiting.keySet())) {
        long buyer = naive.waiting.get(auction).userId();
        apply(new DecidePayment(buyer, id(), auction, random.nextBoolean(), 1, "over"));
      }
      while (!credits.isEmpty()) {
        apply(credits.removeLast());
      }
      assertThat(naive.clearing).isZero();
      assertThat(sum(Account.Platform.CLEARING)).isZero();
    }

    private Command next() {
      int kind = random.nextInt(20);
      if (kind < 2 && !sent.isEmpty()) {
        return sent.get(random.nextInt(sent.size())); // repeated, or late and out of order
      }
      if (kind < 3 && !credits.isEmpty()) {
        return credits.remove(random.nextInt(credits.size()));
      }
      long user = 1 + random.nextInt(3);
      Command command =
          switch (kind) {
            case 3, 4 -> new Deposit(user, id(), 1 + random.nextInt(40));
            case 5 -> new Withdraw(user, id(), 1 + random.nextInt(40));
            case 6, 7 -> capture(user);
            case 8 -> new ConfirmPayment(user, id(), 1 + random.nextInt(2));
            case 9 -> new ReleasePayment(user, 1 + random.nextInt(2));
            case 10 -> new DisputePayment(user, id(), 1 + random.nextInt(2));
            case 11 ->
                new DecidePayment(
                    user, id(), 1 + random.nextInt(2), random.nextBoolean(), 1, "why");
            case 12 -> new RequestPayout(user, id(), 1 + random.nextInt(20));
            case 13 -> finish();
            case 14 ->
                random.nextInt(3) > 0
                    ? new Unblock(user, id(), 1, "why")
                    : new ChargeBack(user, id(), id(), 1 + random.nextInt(40));
            case 15 ->
                new Command.Adjust(
                    user, id(), random.nextBoolean() ? 3 : -1 - random.nextInt(30), "why", 1);
            default -> hold(user, 1 + random.nextInt(2));
          };
      sent.add(command);
      return command;
    }

    /// The provider's or an admin's word on a payout that was asked for, or a second one.
    private Command finish() {
      List<RequestPayout> asked =
          sent.stream()
              .filter(RequestPayout.class::isInstance)
              .map(RequestPayout.class::cast)
              .toList();
      if (asked.isEmpty()) {
        return new RequestPayout(1, id(), 1);
      }
      RequestPayout payout = asked.get(random.nextInt(asked.size()));
      long user = payout.userId();
      return random.nextInt(3) > 0
          ? new FinishPayout(user, payout.requestId(), random.nextBoolean())
          : new DecidePayout(
              user, id(), payout.requestId(), random.nextInt((int) payout.amount() + 3), 1, "why");
    }

    /// Numbers jump and go back, as when a later command overtakes.
    private Command hold(long user, long auction) {
      long newest = seqs.merge(auction + "/" + user, 1L + random.nextInt(2), Long::sum);
      long seq = Math.max(1, newest - (random.nextInt(4) == 0 ? random.nextInt(3) : 0));
      return new SetHold(user, auction, random.nextInt(50), seq, random.nextInt(3) > 0);
    }

    /// Only of what is held, as the auction does; an auction is paid once.
    private Command capture(long user) {
      long auction = 1 + random.nextInt(2);
      long level = ledger.position(auction, user).map(Position::level).orElse(0L);
      if (level == 0 || !captured.add(auction)) {
        return hold(user, auction);
      }
      long seq = seqs.merge(auction + "/" + user, 1L, Long::sum);
      int price = 1 + random.nextInt((int) level);
      long fee = random.nextBoolean() ? 0 : random.nextInt(price + 1);
      Capture capture = new Capture(user, auction, price, SELLER, seq, fee);
      return random.nextBoolean()
          ? capture
          : new CaptureUntilConfirmed(capture, 1 + random.nextInt(20));
    }

    private UUID id() {
      return new UUID(random.nextLong(), random.nextLong());
    }

    private void apply(Command command) {
      Boolean expected = naive.apply(command, sent.size());
      Decision decision = ledger.decide(command, sent.size());
      transfers.addAll(decision.transfers());
      Boolean answered = null;
      for (Notice notice : decision.notices()) {
        if (notice instanceof HoldAnswered(_, _, _, var placed)) {
          answered = placed;
        } else if (notice instanceof CreditDue(var seller, var auction, var amount)) {
          credits.add(new Credit(seller, new UUID(0, auction), auction, amount));
        }
      }
      assertThat(answered).isEqualTo(expected);
      check();
    }

    private void check() {
      long owned = 0;
      for (long user : new long[] {1, 2, 3, SELLER}) {
        Wallet wallet = ledger.wallet(user).orElse(new Wallet(user, 0, 0, 0));
        assertThat(wallet.available()).isEqualTo(naive.free.getOrDefault(user, 0L));
        long levels = 0;
        for (long auction = 1; auction <= 2; auction++) {
          long level = ledger.position(auction, user).map(Position::level).orElse(0L);
          long[] expected = naive.levels.get(auction + "/" + user);
          assertThat(level).isEqualTo(expected == null ? 0 : expected[0]);
          levels += level;
        }
        assertThat(wallet.held()).isEqualTo(levels);
        assertThat(sum(new Available(user))).isEqualTo(wallet.available());
        assertThat(sum(new Held(user))).isEqualTo(wallet.held());
        owned += wallet.owned();
      }
      assertThat(sum(Account.Platform.FEES)).isEqualTo(naive.fees);
      assertThat(sum(Account.Platform.PAYOUTS)).isEqualTo(naive.onTheWayOut);
      assertThat(sum(Account.Platform.LOSS)).isEqualTo(-naive.lost);
      assertThat(sum(Account.Platform.CLEARING)).isEqualTo(naive.clearing);
      assertThat(owned + naive.clearing + naive.fees + naive.onTheWayOut)
          .isEqualTo(naive.outside + naive.lost);
    }

    private long sum(Account account) {
      long sum = 0;
      for (Transfer transfer : transfers) {
        sum += transfer.credit().equals(account) ? transfer.amount() : 0;
        sum -= transfer.debit().equals(account) ? transfer.amount() : 0;
      }
      return sum;
    }
  }
}
