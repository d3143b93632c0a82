package com.neighborbid.systemtests.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What the other database is compared with: one snapshot of the wallet service's rows.
///
/// @param settlements the transfers in and out of clearing
/// @param payments the prices that waited or wait for their buyer's word
/// @param transfers all of them, by the order in their records
/// @param requests the outcomes of deposits, withdrawals and corrections
/// @param balances what each user has available and held
/// @param ledger what the ledger says of itself
record WalletData(
    List<Position> positions,
    List<Settlement> settlements,
    List<Credit> credits,
    List<Payment> payments,
    List<TransferRow> transfers,
    Map<UUID, String> requests,
    Map<Long, List<Long>> balances,
    Finding ledger,
    List<Lane> lanes,
    Outbox outbox) {
  /// What one user has held for one auction.
  record Position(
      long auctionId, long userId, long level, long commandSeq, boolean closed, long captured) {}

  /// A transfer from or to clearing.
  record Settlement(
      String debitAccount,
      String creditAccount,
      String type,
      long userId,
      long auctionId,
      long amount) {}

  /// A price that the winner paid and that does not go to the seller at once.
  ///
  /// @param state `OPEN`, `DISPUTED`, `RELEASED` or `REFUNDED`
  record Payment(long auctionId, long buyerId, long sellerId, long price, long fee, String state) {
    boolean withPlatform() {
      return state.equals("OPEN") || state.equals("DISPUTED");
    }

    boolean refunded() {
      return state.equals("REFUNDED");
    }
  }

  /// A price given to a seller.
  record Credit(long auctionId, long userId, long amount) {}

  /// Money that moved because of a record.
  record TransferRow(
      int partition,
      long offset,
      String debitAccount,
      String creditAccount,
      String type,
      long userId,
      long amount,
      long availableAfter,
      long heldAfter) {
    /// By how much it changed that account of its user.
    long change(String account) {
      if (creditAccount.equals(account)) {
        return amount;
      }
      return debitAccount.equals(account) ? -amount : 0;
    }
  }

  static WalletData load(Connection connection) throws SQLException {
    return new WalletData(
        Sql.list(
            connection,
            "select * from position",
            row ->
                new Position(
                    row.getLong("auction_id"),
                    row.getLong("user_id"),
                    row.getLong("level"),
                    row.getLong("command_seq"),
                    row.getBoolean("closed"),
                    row.getLong("captured"))),
        Sql.list(
            connection,
            "select * from transfer where 'CLEARING' in (debit_account, credit_account)",
            row ->
                new Settlement(
                    Sql.word(row, "debit_account"),
                    Sql.word(row, "credit_account"),
                    Sql.word(row, "type"),
                    row.getLong("user_id"),
                    row.getLong("auction_id"),
                    row.getLong("amount"))),
        Sql.list(
            connection,
            "select * from credit",
            row ->
                new Credit(
                    row.getLong("auction_id"), row.getLong("user_id"), row.getLong("amount"))),
        Sql.list(
            connection,
            "select * from payment",
            row ->
                new Payment(
                    row.getLong("auction_id"),
                    row.getLong("buyer_id"),
                    row.getLong("seller_id"),
                    row.getLong("price"),
                    row.getLong("fee"),
                    Sql.word(row, "state"))),
        transfers(connection),
        requests(connection),
        balances(connection),
        LedgerCheck.run(connection),
        Lane.load(connection),
        Outbox.load(connection));
  }

  private static List<TransferRow> transfers(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        "select * from transfer order by log_partition, log_offset, index_in_record",
        row ->
            new TransferRow(
                row.getInt("log_partition"),
                row.getLong("log_offset"),
                Sql.word(row, "debit_account"),
                Sql.word(row, "credit_account"),
                Sql.word(row, "type"),
                row.getLong("user_id"),
                row.getLong("amount"),
                row.getLong("available_after"),
                row.getLong("held_after")));
  }

  private static Map<UUID, String> requests(Connection connection) throws SQLException {
    Map<UUID, String> requests = new HashMap<>();
    Sql.list(
            connection,
            "select id, outcome from money_request",
            row -> Map.entry(row.getObject(1, UUID.class), Sql.word(row, "outcome")))
        .forEach(one -> requests.put(one.getKey(), one.getValue()));
    return requests;
  }

  private static Map<Long, List<Long>> balances(Connection connection) throws SQLException {
    Map<Long, List<Long>> balances = new HashMap<>();
    Sql.list(
            connection,
            "select user_id, available, held from wallet",
            row -> Map.entry(row.getLong(1), List.of(row.getLong(2), row.getLong(3))))
        .forEach(one -> balances.put(one.getKey(), one.getValue()));
    return balances;
  }
}
