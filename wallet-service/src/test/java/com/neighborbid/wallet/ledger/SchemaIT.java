package com.neighborbid.wallet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.wallet.support.RunningWallet;
import com.neighborbid.wallet.support.Users;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The last line behind the code: what the database itself refuses.
class SchemaIT {
  private final RunningWallet wallet = RunningWallet.shared();
  private final JdbcClient jdbc = wallet.jdbc();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update transfer set amount = amount + 1 where user_id = %d",
        "delete from transfer where user_id = %d",
        "update money_request set outcome = 'DONE' where user_id = %d",
        "delete from money_request where user_id = %d"
      })
  void whatHappenedStays(String sql) {
    long user = Users.next();
    wallet.fund(user, 100);

    assertThatThrownBy(() -> jdbc.sql(sql.formatted(user)).update())
        .rootCause()
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("is never changed or deleted");
  }

  @Test
  void transfersCannotBeTruncated() {
    assertThatThrownBy(() -> jdbc.sql("truncate transfer").update())
        .rootCause()
        .hasMessageContaining("transfer is never changed or deleted");
  }

  static Stream<Arguments> refused() {
    String transfer =
        "insert into transfer (id, log_partition, log_offset, index_in_record, debit_account,"
            + " debit_user, credit_account, credit_user, amount, type, user_id, available_after,"
            + " held_after, at) values (gen_random_uuid(), 0, 1, 0, %s, 1, 1, now())";
    String position =
        "insert into position (auction_id, user_id, level, command_seq, closed, captured, since,"
            + " closed_at) values (-1, %s)";
    return Stream.of(
        Arguments.of("insert into wallet values (-5, 1, 1, now())", "wallet_user_id_check"),
        Arguments.of(
            "insert into wallet values (999999999, -1, 0, now())", "wallet_available_check"),
        Arguments.of("insert into wallet values (999999999, 0, -1, now())", "wallet_held_check"),
        Arguments.of(position.formatted("1, -1, 1, false, 0, now(), null"), "position_level_check"),
        Arguments.of(position.formatted("1, 5, 1, true, 5, now(), now()"), "position_check"),
        Arguments.of(position.formatted("1, 0, 1, false, 5, now(), null"), "position_check"),
        Arguments.of(position.formatted("1, 0, 1, true, 5, now(), null"), "position_check"),
        Arguments.of(
            transfer.formatted("'CASH_IN', null, 'AVAILABLE', 1, 0, 'DEPOSIT', 1"),
            "transfer_amount_check"),
        Arguments.of(
            transfer.formatted("'AVAILABLE', 1, 'AVAILABLE', 1, 5, 'DEPOSIT', 1"),
            "transfer_check"),
        Arguments.of(
            transfer.formatted("'CASH_IN', 1, 'AVAILABLE', 1, 5, 'DEPOSIT', 1"), "transfer_check"),
        Arguments.of(
            transfer.formatted("'CASH_IN', null, 'AVAILABLE', null, 5, 'DEPOSIT', 1"),
            "transfer_check"),
        Arguments.of(
            transfer.formatted("'AVAILABLE', 1, 'HELD', 2, 5, 'BID_HOLD', 1"), "transfer_check"),
        Arguments.of(
            transfer.formatted("'AVAILABLE', 1, 'POCKET', null, 5, 'DEPOSIT', 1"),
            "transfer_credit_account_check"),
        Arguments.of(
            transfer.formatted("'CLEARING', null, 'FEES', null, 5, 'PAYMENT', 1"),
            "transfer_check"),
        Arguments.of(
            transfer.formatted("'CLEARING', null, 'FEES', null, 5, 'FEE', 1"),
            "transfer_check_fee"),
        Arguments.of(
            transfer.formatted("'PAYOUTS', null, 'CASH_OUT', null, 5, 'WITHDRAWAL', 1"),
            "transfer_check_owner"),
        Arguments.of(
            transfer.formatted("'AVAILABLE', 1, 'CASH_OUT', null, 5, 'PAYOUT', 1"),
            "transfer_check_owner"),
        Arguments.of(
            "insert into payment values (-1, 7, 9, 45, 46, 'OPEN', now(), now(), null, 'NOBODY',"
                + " null)",
            "payment_check"),
        Arguments.of(
            "insert into payment values (-1, 7, 9, 45, 0, 'RELEASED', now(), now(), null, 'NOBODY',"
                + " null)",
            "payment_check"),
        Arguments.of(
            transfer.formatted("'HELD', 1, 'FEES', null, 5, 'FEE', 1"), "transfer_check_fee"),
        Arguments.of(
            transfer.formatted("'CASH_IN', null, 'AVAILABLE', 1, 5, 'GIFT', 1"),
            "transfer_type_check"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesRowsThatCannotBe(String sql, String constraint) {
    assertThatThrownBy(() -> jdbc.sql(sql).update())
        .rootCause()
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(constraint);
  }

  @Test
  void anAuctionIsPaidOnce() {
    long auction = Users.next();
    String sql =
        "insert into position (auction_id, user_id, level, command_seq, closed, captured, since,"
            + " closed_at) values (?, ?, 0, 1, true, 5, now(), now())";
    jdbc.sql(sql).params(auction, -1L).update();
    try {
      assertThatThrownBy(() -> jdbc.sql(sql).params(auction, -2L).update())
          .rootCause()
          .hasMessageContaining("position_one_payer");
    } finally {
      assertThat(jdbc.sql("delete from position where auction_id = ?").param(auction).update())
          .isEqualTo(1);
    }
  }
}
