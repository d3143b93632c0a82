package com.neighborbid.wallet.ledger;

import static com.neighborbid.wallet.ledger.LedgerStore.OF_MS;
import static com.neighborbid.wallet.ledger.LedgerStore.TIME_MS;

import com.neighborbid.common.lane.LaneWrites;
import com.neighborbid.common.lane.Rows;
import com.neighborbid.wallet.ledger.domain.AdminAction;
import com.neighborbid.wallet.ledger.domain.Change;
import com.neighborbid.wallet.ledger.domain.Ledger;
import com.neighborbid.wallet.ledger.domain.Payment;
import com.neighborbid.wallet.ledger.domain.Payout;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The SQL of what only few commands touch: payments with the platform, payouts, blocks, and what
/// admins did. Every method runs in the caller's transaction; a batch without such commands costs
/// nothing here.
final class ChangeStore {
  private ChangeStore() {}

  static void loadPayments(Connection c, Set<Long> auctions, Ledger ledger) throws SQLException {
    if (auctions.isEmpty()) {
      return;
    }
    String sql =
        "select auction_id, buyer_id, seller_id, price, fee, state, %s, %s, coalesce(%s, 0), decided_by, coalesce(%s, 0) from payment where auction_id = any (?)"
            .formatted(
                TIME_MS.formatted("since"),
                TIME_MS.formatted("release_at"),
                TIME_MS.formatted("disputed_at"),
                TIME_MS.formatted("decided_at"));
    try (PreparedStatement select = c.prepareStatement(sql)) {
      select.setObject(1, LedgerStore.numbers(auctions, Long::longValue));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ledger.put(payment(rows));
        }
      }
    }
  }

  private static Payment payment(ResultSet rows) throws SQLException {
    return new Payment(
        rows.getLong(1),
        rows.getLong(2),
        rows.getLong(3),
        rows.getLong(4),
        rows.getLong(5),
        Payment.State.valueOf(rows.getString(6)),
        rows.getLong(7),
        rows.getLong(8),
        rows.getLong(9),
        Payment.By.valueOf(rows.getString(10)),
        rows.getLong(11));
  }

  static void loadPayouts(Connection c, Set<UUID> ids, Ledger ledger) throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    String sql =
        "select id, user_id, amount, state, %s, coalesce(%s, 0) from payout where id = any (?)"
            .formatted(TIME_MS.formatted("at"), TIME_MS.formatted("decided_at"));
    try (PreparedStatement select = c.prepareStatement(sql)) {
      select.setArray(1, c.createArrayOf("uuid", ids.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ledger.put(
              new Payout(
                  rows.getObject(1, UUID.class),
                  rows.getLong(2),
                  rows.getLong(3),
                  Payout.State.valueOf(rows.getString(4)),
                  rows.getLong(5),
                  rows.getLong(6)));
        }
      }
    }
  }

  /// One statement for each kind; of a row that changed more than once, the last state.
  static void write(LaneWrites writes, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    Map<Long, Payment> payments = new LinkedHashMap<>();
    Map<UUID, Payout> payouts = new LinkedHashMap<>();
    Map<Long, Change.Block> blocks = new LinkedHashMap<>();
    Map<UUID, AdminAction> actions = new LinkedHashMap<>();
    for (Change change : changes) {
      switch (change) {
        case Change.OfPayment(Payment payment) -> payments.put(payment.auctionId(), payment);
        case Change.OfPayout(Payout payout) -> payouts.put(payout.id(), payout);
        case Change.Block block -> blocks.put(block.userId(), block);
        case Change.OfAdmin(AdminAction action) -> actions.put(action.id(), action);
      }
    }
    writePayments(writes, payments.values());
    writePayouts(writes, payouts.values());
    writeBlocks(writes, blocks.values());
    writeActions(writes, actions.values());
  }

  private static void writePayments(LaneWrites writes, Collection<Payment> payments) {
    Rows rows = writes.rows(payments.size());
    for (Payment payment : payments) {
      rows.add(payment.auctionId());
      rows.add(payment.buyerId());
      rows.add(payment.sellerId());
      rows.add(payment.price());
      rows.add(payment.fee());
      rows.add(payment.state().name());
      rows.add(payment.sinceMs());
      rows.add(payment.releaseAtMs());
      rows.addNonZero(payment.disputedAtMs());
      rows.add(payment.by().name());
      rows.addNonZero(payment.decidedAtMs());
      rows.next();
    }
    rows.write(
        "insert into payment (auction_id, buyer_id, seller_id, price, fee, state, since,"
            + " release_at, disputed_at, decided_by, decided_at) select auction_id, buyer_id,"
            + " seller_id, price, fee, state, "
            + OF_MS.formatted("since_ms")
            + ", "
            + OF_MS.formatted("release_ms")
            + ", "
            + OF_MS.formatted("disputed_ms")
            + ", decided_by, "
            + OF_MS.formatted("decided_ms")
            + " from %s as r (auction_id, buyer_id, seller_id, price, fee, state, since_ms,"
            + " release_ms, disputed_ms, decided_by, decided_ms)"
            + " on conflict (auction_id) do update set state = excluded.state,"
            + " disputed_at = excluded.disputed_at, decided_by = excluded.decided_by,"
            + " decided_at = excluded.decided_at");
  }

  private static void writePayouts(LaneWrites writes, Collection<Payout> payouts) {
    Rows rows = writes.rows(payouts.size());
    for (Payout payout : payouts) {
      rows.add("uuid", payout.id());
      rows.add(payout.userId());
      rows.add(payout.amount());
      rows.add(payout.state().name());
      rows.add(payout.atMs());
      rows.addNonZero(payout.decidedAtMs());
      rows.next();
    }
    rows.write(
        "insert into payout (id, user_id, amount, state, at, decided_at)"
            + " select id, user_id, amount, state, "
            + OF_MS.formatted("at_ms")
            + ", "
            + OF_MS.formatted("decided_ms")
            + " from %s as r (id, user_id, amount, state, at_ms, decided_ms)"
            + " on conflict (id) do update set state = excluded.state,"
            + " decided_at = excluded.decided_at");
  }

  /// After the wallets: one that was opened by the same decision is there.
  private static void writeBlocks(LaneWrites writes, Collection<Change.Block> blocks) {
    Rows rows = writes.rows(blocks.size());
    for (Change.Block block : blocks) {
      rows.add(block.userId());
      rows.addNonZero(block.blocked() ? block.atMs() : 0);
      rows.next();
    }
    rows.write(
        "update wallet w set blocked_at = "
            + OF_MS.formatted("r.blocked_ms")
            + " from %s as r (user_id, blocked_ms) where w.user_id = r.user_id");
  }

  private static void writeActions(LaneWrites writes, Collection<AdminAction> actions) {
    Rows rows = writes.rows(actions.size());
    for (AdminAction action : actions) {
      rows.add("uuid", action.id());
      rows.add(action.adminId());
      rows.add(action.kind().name());
      rows.add(action.userId());
      rows.addNonZero(action.auctionId().orElse(0));
      rows.add(action.amount());
      rows.add(action.reason());
      rows.add(action.outcome().name());
      rows.add(action.atMs());
      rows.next();
    }
    rows.write(
        "insert into admin_action (id, admin_id, action, user_id, auction_id, amount, reason,"
            + " outcome, at) select id, admin_id, action, user_id, auction_id, amount, reason,"
            + " outcome, "
            + OF_MS.formatted("at_ms")
            + " from %s as r (id, admin_id, action, user_id, auction_id, amount, reason, outcome,"
            + " at_ms)");
  }
}
