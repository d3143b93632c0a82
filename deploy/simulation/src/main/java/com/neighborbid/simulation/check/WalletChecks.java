package com.neighborbid.simulation.check;

import com.neighborbid.simulation.database.Row;
import com.neighborbid.simulation.database.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What must hold of the money after every commit.
public final class WalletChecks {
  private final Findings findings;
  private final SentChecks sent;
  private final Supplier<Table> auctions;
  private final Map<String, Long> balances = new HashMap<>();
  private final Map<Long, Long> heldByPositions = new HashMap<>();
  private final Map<List<Long>, Row> before = new HashMap<>();

  /// @param auctions the auctions that are committed
  public WalletChecks(Findings findings, SentChecks sent, Supplier<Table> auctions) {
    this.findings = findings;
    this.sent = sent;
    this.auctions = auctions;
  }

  /// A commit of the wallet engine.
  public void committed(Map<String, List<Row>> written) {
    written.getOrDefault("transfer", List.of()).forEach(this::transfer);
    written.getOrDefault("position", List.of()).forEach(this::position);
    written.getOrDefault("wallet", List.of()).forEach(this::wallet);
    written.getOrDefault("lane_outbox", List.of()).forEach(sent::committed);
  }

  private void transfer(Row row) {
    move(row, "debit", -row.number("amount"));
    move(row, "credit", row.number("amount"));
  }

  private void move(Row row, String side, long amount) {
    balances.merge(
        account(row.text(side + "_account"), row.number(side + "_user")), amount, Long::sum);
  }

  private static String account(String name, long user) {
    return user == 0 ? name : name + "/" + user;
  }

  /// A platform's account, by its transfers.
  long balance(String platformAccount) {
    return balances.getOrDefault(platformAccount, 0L);
  }

  /// Everything that everybody owns and owes.
  long sum() {
    return balances.values().stream().mapToLong(Long::longValue).sum();
  }

  /// A balance equals the sum of its transfers (1), and what is held the sum of the positions.
  private void wallet(Row row) {
    long user = row.number("user_id");
    long available = balances.getOrDefault(account("AVAILABLE", user), 0L);
    long held = balances.getOrDefault(account("HELD", user), 0L);
    findings.require(
        row.number("available") == available && row.number("held") == held,
        "a balance differs from its transfers",
        row + ", transfers say " + available + " and " + held);
    findings.require(
        row.number("held") == heldByPositions.getOrDefault(user, 0L),
        "what is held differs from the positions",
        row);
  }

  private void position(Row row) {
    List<Long> key = List.of(row.number("auction_id"), row.number("user_id"));
    Row last = before.put(key, row);
    long level = row.number("level");
    heldByPositions.merge(
        row.number("user_id"), level - (last == null ? 0 : last.number("level")), Long::sum);
    if (last != null) {
      boolean onward =
          row.number("command_seq") >= last.number("command_seq")
              && (row.flag("closed") || !last.flag("closed"))
              && row.number("captured") >= last.number("captured");
      findings.require(onward, "a position went back", last + " became " + row);
    }
    backs(row, level + row.number("captured"));
  }

  /// A leader's money is not freed (2).
  private void backs(Row position, long level) {
    Row auction = auctions.get().row(position.number("auction_id"));
    if (auction == null
        || auction.flag("ended")
        || auction.number("leader_id") != position.number("user_id")) {
      return;
    }
    findings.require(
        level >= auction.number("leader_max"),
        "a leader's money was freed",
        position + " of " + auction);
  }
}
