package com.neighborbid.systemtests.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What the other database is compared with: one snapshot of the wallet service's rows.
///
/// @param settlements the transfers in and out of clearing
/// @param ledger what the ledger says of itself
record WalletData(
    List<Position> positions,
    List<Settlement> settlements,
    List<Credit> credits,
    Finding ledger,
    List<Lane> lanes) {
  /// What one user has held for one auction.
  record Position(
      long auctionId, long userId, long level, long commandSeq, boolean closed, long captured) {}

  /// A transfer from or to clearing.
  record Settlement(
      String debitAccount, String creditAccount, long userId, long auctionId, long amount) {}

  /// A price given to a seller.
  record Credit(long auctionId, long userId, long amount) {}

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
                    row.getString("debit_account"),
                    row.getString("credit_account"),
                    row.getLong("user_id"),
                    row.getLong("auction_id"),
                    row.getLong("amount"))),
        Sql.list(
            connection,
            "select * from credit",
            row ->
                new Credit(
                    row.getLong("auction_id"), row.getLong("user_id"), row.getLong("amount"))),
        LedgerCheck.run(connection),
        Lane.load(connection));
  }
}
