package com.neighborbid.simulation.world;

import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Adjust;
import com.neighborbid.common.contract.wallet.v1.WalletInput.ChargeBack;
import com.neighborbid.common.contract.wallet.v1.WalletInput.ConfirmPayment;
import com.neighborbid.common.contract.wallet.v1.WalletInput.DecidePayment;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Deposit;
import com.neighborbid.common.contract.wallet.v1.WalletInput.DisputePayment;
import com.neighborbid.common.contract.wallet.v1.WalletInput.FinishPayout;
import com.neighborbid.common.contract.wallet.v1.WalletInput.PaidTo;
import com.neighborbid.common.contract.wallet.v1.WalletInput.ReleasePayment;
import com.neighborbid.common.contract.wallet.v1.WalletInput.RequestPayout;
import com.neighborbid.common.contract.wallet.v1.WalletInput.UnblockWallet;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Withdraw;
import com.neighborbid.simulation.database.Row;
import com.neighborbid.simulation.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What people want of their money, by chance.
final class MoneyWishes {
  private final Random random;
  private long ids;

  MoneyWishes(Random random) {
    this.random = random;
  }

  Op next(World world, Fault.Kind fault) {
    return People.append(wish(world), fault);
  }

  private UUID id() {
    return new UUID(6, ++ids);
  }

  private WalletInput wish(World world) {
    // The rich one stays so.
    long user = 2 + random.nextLong(People.BIDDERS - 1);
    long poor = world.settings().poor();
    long amount = 1 + random.nextLong(poor);
    WalletInput special = random.nextInt(3) == 0 ? special(world) : null;
    if (special != null) {
      return special;
    }
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> new Deposit(user, id(), amount);
      case 4, 5 -> new Withdraw(user, id(), amount);
      case 6 -> new RequestPayout(user, id(), amount);
      case 7 -> new Adjust(user, id(), random.nextBoolean() ? amount : -amount, "why", 0);
      case 8 ->
          random.nextInt(4) == 0
              ? new ChargeBack(user, id(), new UUID(7, user), amount)
              : new Deposit(user, id(), amount);
      default -> new UnblockWallet(user, id(), People.ADMIN, "settled");
    };
  }

  private @Nullable WalletInput special(World world) {
    List<Row> payouts = new ArrayList<>(world.walletTable("payout").rows());
    if (!payouts.isEmpty() && random.nextBoolean()) {
      Row payout = payouts.get(random.nextInt(payouts.size()));
      UUID id = payout.uuid("id");
      return id == null
          ? null
          : new FinishPayout(payout.number("user_id"), id, random.nextBoolean());
    }
    List<Row> payments = new ArrayList<>(world.walletTable("payment").rows());
    return payments.isEmpty() ? null : about(payments.get(random.nextInt(payments.size())));
  }

  private WalletInput about(Row payment) {
    long buyer = payment.number("buyer_id");
    long auction = payment.number("auction_id");
    return switch (random.nextInt(5)) {
      case 0 -> new ConfirmPayment(buyer, id(), auction);
      case 1 -> new DisputePayment(buyer, id(), auction);
      case 2 -> {
        PaidTo to = random.nextBoolean() ? PaidTo.BUYER : PaidTo.SELLER;
        yield new DecidePayment(buyer, id(), auction, to, People.ADMIN, "seen");
      }
      default -> new ReleasePayment(buyer, auction);
    };
  }
}
