package com.neighborbid.systemtests.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What the other database is compared with: one snapshot of the wallet service's rows.
///
/// @param settlements the transfers in and out of clearing
/// @param payments the prices that waited or wait for their buyer's word
/// @param ledger what the ledger says of itself
record WalletData(
    List<Position> positions,
    List<Settlement> settlements,
    List<Credit> credits,
    List<Payment> payments,
    Finding ledger,
    List<Lane> lanes) {
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
                    row.getString("type"),
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
                    row.getString("state"))),
        LedgerCheck.run(connection),
        Lane.load(connection));
  }
}
