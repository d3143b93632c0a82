package com.neighborbid.bench.reference;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One client of the row-lock way. Four round trips for a bid that counts: lock the auction, lock
/// the wallets in the order of their ids, write everything in one go, commit; three for one that
/// does not.
final class RowLockClient implements AutoCloseable {
  private static final String LOCK_AUCTION =
      "select price, start_price, bid_unit, coalesce(leader_id, 0), ends_at from auction"
          + " where id = ? for update";
  private static final String LOCK_WALLETS =
      "select user_id, available, held from wallet where user_id in (?, ?)"
          + " order by user_id for update";
  private static final String INSERT_BID =
      "insert into bid (id, auction_id, bidder_id, amount, status, code, at)"
          + " values (?, ?, ?, ?, ?, ?, ?)";
  private static final String UPDATE_AUCTION =
      "update auction set price = ?, leader_id = ?, leader_bid = ?, bid_count = bid_count + 1"
          + " where id = ?";
  private static final String MOVE_WALLET =
      "update wallet set available = ?, held = ? where user_id = ?";
  private static final String INSERT_LEDGER =
      "insert into ledger (id, user_id, auction_id, type, amount, available_after, held_after, at)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String ONE_WALLET = MOVE_WALLET + ";" + INSERT_LEDGER;
  private static final String ACCEPT = INSERT_BID + ";" + UPDATE_AUCTION + ";" + ONE_WALLET;

  private final Connection connection;
  private final SplittableRandom random;
  private final PreparedStatement lockAuction;
  private final PreparedStatement lockWallets;
  private final PreparedStatement insertBid;
  private final PreparedStatement acceptOne;
  private final PreparedStatement acceptTwo;

  /// What one person has, and what changes of it.
  private static final class Wallet {
    long userId;
    long available;
    long held;

    void hold(long amount) {
      available -= amount;
      held += amount;
    }
  }

  private final Wallet first = new Wallet();
  private final Wallet second = new Wallet();

  RowLockClient(Connection connection, long seed) throws SQLException {
    this.connection = connection;
    this.random = new SplittableRandom(seed);
    connection.setAutoCommit(false);
    lockAuction = connection.prepareStatement(LOCK_AUCTION);
    lockWallets = connection.prepareStatement(LOCK_WALLETS);
    insertBid = connection.prepareStatement(INSERT_BID);
    acceptOne = connection.prepareStatement(ACCEPT);
    acceptTwo = connection.prepareStatement(ACCEPT + ";" + ONE_WALLET);
  }

  /// Decides one bid and commits it.
  ///
  /// @param low whether the bid is below the minimum
  /// @return whether it counts
  boolean bid(long auctionId, boolean low) throws SQLException {
    long bidder = 1L + random.nextInt(RowLockTables.BIDDERS);
    Timestamp now = Timestamp.from(Instant.now());
    lockAuction.setLong(1, auctionId);
    long price;
    long minimum;
    long leader;
    boolean over;
    try (ResultSet row = lockAuction.executeQuery()) {
      row.next();
      price = row.getLong(1);
      minimum = price == 0 ? row.getLong(2) : price + row.getLong(3);
      leader = row.getLong(4);
      over = !now.before(row.getTimestamp(5));
    }
    long amount = low ? 1 : minimum;
    String code = over ? "AUCTION_ENDED" : amount < minimum ? "BELOW_MINIMUM" : null;
    if (code == null && !lockWallets(bidder, leader, amount - (leader == bidder ? price : 0))) {
      code = "INSUFFICIENT_FUNDS";
    }
    if (code == null) {
      accept(auctionId, bidder, leader, amount, price, now);
    } else {
      setBid(insertBid, auctionId, bidder, amount, "REJECTED", code, randomId(), now);
      insertBid.executeUpdate();
    }
    connection.commit();
    return code == null;
  }

  /// @return whether the bidder has that much
  private boolean lockWallets(long bidder, long leader, long needed) throws SQLException {
    lockWallets.setLong(1, bidder);
    lockWallets.setLong(2, leader);
    try (ResultSet rows = lockWallets.executeQuery()) {
      while (rows.next()) {
        Wallet wallet = rows.getLong(1) == bidder ? first : second;
        wallet.userId = rows.getLong(1);
        wallet.available = rows.getLong(2);
        wallet.held = rows.getLong(3);
      }
    }
    return first.available >= needed;
  }

  private void accept(
      long auctionId, long bidder, long leader, long amount, long price, Timestamp now)
      throws SQLException {
    boolean two = leader != 0 && leader != bidder;
    PreparedStatement statement = two ? acceptTwo : acceptOne;
    UUID bidId = randomId();
    setBid(statement, auctionId, bidder, amount, "ACCEPTED", null, bidId, now);
    statement.setLong(8, amount);
    statement.setLong(9, bidder);
    statement.setObject(10, bidId);
    statement.setLong(11, auctionId);
    long more = leader == bidder ? amount - price : amount;
    first.hold(more);
    setWallet(statement, 12, first, auctionId, "BID_HOLD", more, now);
    if (two) {
      second.hold(-price);
      setWallet(statement, 23, second, auctionId, "BID_RELEASE", price, now);
    }
    statement.executeUpdate();
  }

  private static void setBid(
      PreparedStatement statement,
      long auctionId,
      long bidder,
      long amount,
      String status,
      @Nullable String code,
      UUID id,
      Timestamp now)
      throws SQLException {
    statement.setObject(1, id);
    statement.setLong(2, auctionId);
    statement.setLong(3, bidder);
    statement.setLong(4, amount);
    statement.setString(5, status);
    statement.setString(6, code);
    statement.setTimestamp(7, now);
  }

  private void setWallet(
      PreparedStatement statement,
      int from,
      Wallet wallet,
      long auctionId,
      String type,
      long amount,
      Timestamp now)
      throws SQLException {
    statement.setLong(from, wallet.available);
    statement.setLong(from + 1, wallet.held);
    statement.setLong(from + 2, wallet.userId);
    statement.setObject(from + 3, randomId());
    statement.setLong(from + 4, wallet.userId);
    statement.setLong(from + 5, auctionId);
    statement.setString(from + 6, type);
    statement.setLong(from + 7, amount);
    statement.setLong(from + 8, wallet.available);
    statement.setLong(from + 9, wallet.held);
    statement.setTimestamp(from + 10, now);
  }

  /// Not a secret, so the cheap kind.
  private UUID randomId() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
