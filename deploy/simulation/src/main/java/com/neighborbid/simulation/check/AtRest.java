package com.neighborbid.simulation.check;

import com.neighborbid.auction.bidding.domain.LedgerEntry;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.simulation.database.Database;
import com.neighborbid.simulation.database.Row;
import com.neighborbid.simulation.log.Broker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The audit when everything has come to rest.
public final class AtRest {
  private final Findings findings;
  private final Database auctions;
  private final Database wallets;
  private final Broker broker;

  public AtRest(Findings findings, Database auctions, Database wallets, Broker broker) {
    this.findings = findings;
    this.auctions = auctions;
    this.wallets = wallets;
    this.broker = broker;
  }

  /// Everything.
  public void check(SentChecks sentByAuctions, SentChecks sentByWallets, WalletChecks money) {
    sentByAuctions.atRest();
    sentByWallets.atRest();
    decided();
    positions();
    settled();
    money(money);
    ledger();
    AuctionLogs logs = new AuctionLogs(findings, auctions.table("bid"), auctions.table("auction"));
    for (int partition = 0; partition < broker.partitions(); partition++) {
      logs.read(broker.log(Topics.AUCTION_LOG, partition));
    }
    logs.compare();
    WalletLogs walletLogs = new WalletLogs(findings, wallets);
    for (int partition = 0; partition < broker.partitions(); partition++) {
      walletLogs.read(broker.log(Topics.WALLET_LOG, partition));
    }
    walletLogs.compare();
  }

  /// Every bid has an outcome, every auction is over or runs without a queue (5).
  private void decided() {
    for (Row bid : auctions.table("bid").rows()) {
      findings.require(!bid.text("status").equals("RECEIVED"), "a bid was never decided", bid);
    }
    for (Row auction : auctions.table("auction").rows()) {
      boolean empty =
          auction.number("undecided") == 0
              && auction.get("first_undecided") == null
              && !auction.flag("closing");
      findings.require(empty, "a queue is stuck", auction);
    }
    for (Row command : auctions.table("queued_command").rows()) {
      findings.broken("a command was never decided", command);
    }
  }

  /// A position is what its auction requires (2), and both sides count its commands alike.
  private void positions() {
    for (Row position : wallets.table("position").rows()) {
      List<Object> key = List.of(position.number("auction_id"), position.number("user_id"));
      Row auction = auctions.table("auction").row(position.number("auction_id"));
      boolean leads =
          auction != null
              && !auction.flag("ended")
              && auction.number("leader_id") == position.number("user_id");
      long required = leads && auction != null ? auction.number("leader_max") : 0;
      findings.require(
          position.number("level") == required,
          "a position is not what its auction requires",
          position + ", required " + required + " by " + auction);
      Row told = auctions.table("hold_level").row(key);
      findings.require(
          told != null && told.number("command_seq") == position.number("command_seq"),
          "a command to a wallet is missing",
          told + ", " + position);
    }
    for (Row told : auctions.table("hold_level").rows()) {
      List<Object> key = List.of(told.number("auction_id"), told.number("bidder_id"));
      findings.require(
          told.number("command_seq") == 0 || wallets.table("position").row(key) != null,
          "no command to a wallet has arrived",
          told);
    }
  }

  /// An ended auction has either one payment of its price by its winner and one to its seller, or
  /// none (3).
  private void settled() {
    Map<Long, Row> captured = new HashMap<>();
    for (Row position : wallets.table("position").rows()) {
      if (position.number("captured") > 0) {
        Row other = captured.put(position.number("auction_id"), position);
        findings.require(other == null, "two have paid for one auction", position);
      }
    }
    Map<Long, Row> credits = new HashMap<>();
    for (Row credit : wallets.table("credit").rows()) {
      Row other = credits.put(credit.number("auction_id"), credit);
      findings.require(other == null, "a seller was paid twice", credit);
    }
    for (Row auction : auctions.table("auction").rows()) {
      long id = auction.number("id");
      settled(auction, captured.get(id), credits.get(id));
    }
  }

  private void settled(Row auction, @Nullable Row paid, @Nullable Row credit) {
    boolean won = auction.get("winner_id") != null;
    if (!won) {
      findings.require(
          paid == null && credit == null, "money moved for an auction without a winner", auction);
      return;
    }
    long price = auction.number("price");
    findings.require(
        paid != null
            && paid.number("captured") == price
            && paid.number("user_id") == auction.number("winner_id"),
        "the winner has not paid the price",
        auction + ", " + paid);
    Row payment = wallets.table("payment").row(auction.number("id"));
    boolean refunded = payment != null && payment.text("state").equals("REFUNDED");
    long fee =
        Math.min(
            price,
            Math.max(
                auction.number("fee_minimum"),
                price * auction.number("fee_basis_points") / 10_000));
    long due = refunded ? 0 : price - fee;
    long got = credit == null ? 0 : credit.number("amount");
    boolean hisOwn = credit == null || credit.number("user_id") == auction.number("seller_id");
    findings.require(
        got == due && hisOwn, "the seller did not get his due", auction + ", " + credit);
  }

  /// Nothing is in between, nothing was made (1).
  private void money(WalletChecks money) {
    findings.require(
        money.balance("CLEARING") == 0, "clearing is not zero", money.balance("CLEARING"));
    findings.require(money.sum() == 0, "money was made or lost", money.sum());
    long onTheWay = 0;
    for (Row payout : wallets.table("payout").rows()) {
      onTheWay += payout.text("state").equals("IN_FLIGHT") ? payout.number("amount") : 0;
    }
    findings.require(
        money.balance("PAYOUTS") == onTheWay, "payouts do not add up", money.balance("PAYOUTS"));
  }

  /// The public ledger is a chain without a gap whose head the auction has.
  private void ledger() {
    for (Row auction : auctions.table("auction").rows()) {
      String previous = LedgerEntry.FIRST;
      for (long seq = 1; seq <= auction.number("seq"); seq++) {
        Row entry = auctions.table("ledger_entry").row(List.of(auction.number("id"), seq));
        if (entry == null) {
          findings.broken("a step has no entry in the ledger", auction.number("id") + "/" + seq);
          return;
        }
        String hash = hash(entry, previous);
        findings.require(hash.equals(entry.text("hash")), "the ledger's chain is broken", entry);
        previous = hash;
      }
      findings.require(
          previous.equals(auction.text("ledger_hash")), "the ledger's head is another", auction);
    }
  }

  private static String hash(Row entry, String previous) {
    return new LedgerEntry(
            entry.number("auction_id"),
            entry.number("seq"),
            LedgerEntry.Kind.valueOf(entry.text("kind")),
            entry.number("at"),
            entry.number("log_offset"),
            entry.number("amount"),
            entry.number("price"),
            Math.toIntExact(entry.number("bidder")),
            Math.toIntExact(entry.number("leader")),
            entry.number("ends_at"),
            entry.text("detail"),
            entry.uuid("bid_id"),
            previous)
        .hash();
  }
}
