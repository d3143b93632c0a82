package com.neighborbid.systemtests.audit;

import com.neighborbid.systemtests.audit.AuctionData.AuctionRow;
import com.neighborbid.systemtests.audit.WalletData.Credit;
import com.neighborbid.systemtests.audit.WalletData.Payment;
import com.neighborbid.systemtests.audit.WalletData.Position;
import com.neighborbid.systemtests.audit.WalletData.Settlement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An ended auction holds nothing, and its price went once from the winner to the seller, less the
/// fee that the auction was opened with, or nothing went anywhere. Where the price waits for its
/// buyer's word, it is in clearing until then, and goes once to the seller or whole back to the
/// buyer. Nothing else stays in clearing.
final class SettlementCheck {
  private final AuctionData auction;
  private final WalletData wallet;
  private final Map<Long, Money> moneyByAuction = new HashMap<>();
  private final Finding.Builder finding = new Finding.Builder(Invariant.SETTLEMENT);

  /// Somebody's amount, as a sentence shows it.
  private record Share(long userId, long amount) {
    @Override
    public String toString() {
      return amount + " won of user " + userId;
    }
  }

  /// What moved because of one auction.
  private static final class Money {
    final List<Share> captured = new ArrayList<>();
    final List<Share> paid = new ArrayList<>();
    final List<Long> fees = new ArrayList<>();
    final List<Share> earned = new ArrayList<>();
    final List<Share> credited = new ArrayList<>();
    final List<Share> held = new ArrayList<>();
    final List<Share> refunded = new ArrayList<>();
    @Nullable Payment payment;
  }

  private SettlementCheck(AuctionData auction, WalletData wallet) {
    this.auction = auction;
    this.wallet = wallet;
  }

  static Finding run(AuctionData auction, WalletData wallet) {
    return new SettlementCheck(auction, wallet).run();
  }

  private Finding run() {
    collect();
    Set<Long> ids = new TreeSet<>(moneyByAuction.keySet());
    auction.auctions().values().stream()
        .filter(AuctionRow::ended)
        .forEach(row -> ids.add(row.id()));
    for (long id : ids) {
      finding.examined(1);
      check(id, moneyByAuction.getOrDefault(id, new Money()));
    }
    long clearing =
        wallet.settlements().stream()
            .mapToLong(s -> s.creditAccount().equals("CLEARING") ? s.amount() : -s.amount())
            .sum();
    long waiting =
        wallet.payments().stream().filter(Payment::withPlatform).mapToLong(Payment::price).sum();
    finding.require(
        clearing == waiting,
        "clearing has %d won, %d of them wait for a buyer's word",
        clearing,
        waiting);
    return finding.done();
  }

  private void collect() {
    for (Position position : wallet.positions()) {
      Money money = money(position.auctionId());
      if (position.captured() > 0) {
        money.captured.add(new Share(position.userId(), position.captured()));
      }
      if (position.level() > 0) {
        money.held.add(new Share(position.userId(), position.level()));
      }
    }
    for (Settlement settlement : wallet.settlements()) {
      Money money = money(settlement.auctionId());
      Share share = new Share(settlement.userId(), settlement.amount());
      if (settlement.creditAccount().equals("CLEARING")) {
        money.paid.add(share);
      } else if (settlement.creditAccount().equals("FEES")) {
        money.fees.add(settlement.amount());
      } else if (settlement.type().equals("REFUND")) {
        money.refunded.add(share);
      } else {
        money.earned.add(share);
      }
    }
    for (Payment payment : wallet.payments()) {
      money(payment.auctionId()).payment = payment;
    }
    for (Credit credit : wallet.credits()) {
      money(credit.auctionId()).credited.add(new Share(credit.userId(), credit.amount()));
    }
  }

  private Money money(long auctionId) {
    return moneyByAuction.computeIfAbsent(auctionId, _ -> new Money());
  }

  private void check(long id, Money money) {
    @Nullable AuctionRow row = auction.auctions().get(id);
    boolean ended = row != null && row.ended();
    List<Share> fromWinner = List.of();
    List<Share> toSeller = List.of();
    List<Share> toBuyer = List.of();
    List<Long> fees = List.of();
    @Nullable Payment payment = money.payment;
    if (row != null && row.ended() && row.winnerId() != 0) {
      fromWinner = List.of(new Share(row.winnerId(), row.price()));
      if (payment == null || !(payment.withPlatform() || payment.refunded())) {
        long left = row.price() - row.fee();
        // A fee of the whole price leaves the seller nothing to be credited.
        toSeller = left == 0 ? List.of() : List.of(new Share(row.sellerId(), left));
        fees = row.fee() == 0 ? List.of() : List.of(row.fee());
      } else if (payment.refunded()) {
        toBuyer = fromWinner;
      }
    }
    if (payment != null) {
      finding.require(
          row != null
              && payment.buyerId() == row.winnerId()
              && payment.sellerId() == row.sellerId()
              && payment.price() == row.price()
              && payment.fee() == row.fee(),
          "auction %d: %s is not what was sold",
          id,
          payment);
    }
    expect(id, "refunded", money.refunded, toBuyer);
    expect(id, "captured", money.captured, fromWinner);
    expect(id, "paid", money.paid, fromWinner);
    finding.require(
        money.fees.equals(fees), "auction %d: fees %s, must be %s", id, money.fees, fees);
    expect(id, "earned", money.earned, toSeller);
    expect(id, "credited", money.credited, toSeller);
    if (ended) {
      expect(id, "still held", money.held, List.of());
    }
  }

  private void expect(long id, String what, List<Share> found, List<Share> expected) {
    finding.require(
        found.equals(expected), "auction %d: %s %s, must be %s", id, what, found, expected);
  }
}
