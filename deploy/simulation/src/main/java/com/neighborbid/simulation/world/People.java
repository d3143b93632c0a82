package com.neighborbid.simulation.world;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInput.DecidePayment;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Deposit;
import com.neighborbid.common.contract.wallet.v1.WalletInput.PaidTo;
import com.neighborbid.common.contract.wallet.v1.WalletInput.ReleasePayment;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import com.neighborbid.simulation.database.Row;
import com.neighborbid.simulation.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Who takes part, and what they say whatever the dice are.
final class People {
  /// Bidders are 1 to this; the first is rich.
  static final long BIDDERS = 5;

  static final long FIRST_SELLER = 11;
  static final long SELLERS = 2;
  static final long ADMIN = 90;
  private static final long PLENTY = 100_000_000_000L;

  private final World world;
  private long ids;

  People(World world) {
    this.world = world;
  }

  /// The money that everybody begins with.
  static List<Op.Append> firstDeposits(Settings settings) {
    List<Op.Append> deposits = new ArrayList<>();
    for (long user = 1; user <= BIDDERS; user++) {
      long amount = user == World.RICH ? PLENTY : settings.poor() * user / 2;
      deposits.add(append(new Deposit(user, new UUID(7, user), amount), Fault.Kind.NONE));
    }
    return deposits;
  }

  static Op.Append append(WalletInput input, Fault.Kind fault) {
    String type = WalletInputCodec.typeOf(input);
    return new Op.Append(
        Topics.WALLET_LOG,
        input.userId(),
        type,
        type + "/" + input.userId(),
        ContractJson.write(input),
        fault);
  }

  static Op.Append append(AuctionInput input, Fault.Kind fault) {
    String type = AuctionInputCodec.typeOf(input);
    return new Op.Append(
        Topics.AUCTION_LOG,
        input.auctionId(),
        type,
        type + "/" + input.auctionId(),
        ContractJson.write(input),
        fault);
  }

  /// What brings every price to where it belongs: the time to confirm is over, an admin decides
  /// what is disputed.
  List<Op.Append> lastWords() {
    List<Op.Append> words = new ArrayList<>();
    for (Row payment : world.walletTable("payment").rows()) {
      long buyer = payment.number("buyer_id");
      long auction = payment.number("auction_id");
      if (payment.text("state").equals("OPEN")) {
        words.add(append(new ReleasePayment(buyer, auction), Fault.Kind.NONE));
      } else if (payment.text("state").equals("DISPUTED")) {
        PaidTo to = auction % 2 == 0 ? PaidTo.BUYER : PaidTo.SELLER;
        words.add(
            append(
                new DecidePayment(buyer, new UUID(8, ++ids), auction, to, ADMIN, "seen"),
                Fault.Kind.NONE));
      }
    }
    return words;
  }
}
