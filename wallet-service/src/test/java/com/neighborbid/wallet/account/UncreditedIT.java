package com.neighborbid.wallet.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.wallet.support.EmptyLedger;
import com.neighborbid.wallet.support.RunningWallet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Prices between the sale and the seller's wallet. The rows stand still here where an engine
/// passes within milliseconds.
class UncreditedIT {
  private static final long BUYER = 7;
  private static final long SELLER = 9;

  private final JdbcClient jdbc = JdbcClient.create(EmptyLedger.create("uncredited"));
  private final AccountRows rows = new AccountRows(jdbc);

  @Test
  void aPriceIsOnItsWayFromTheSaleUntilItIsCredited() {
    assertThat(rows.uncredited(List.of(3L))).as("sold, not captured").isEqualTo(1);
    capture(3, 45);
    assertThat(rows.uncredited(List.of(3L))).as("captured").isEqualTo(1);
    credit(3, 45);
    assertThat(rows.uncredited(List.of(3L))).as("credited").isZero();
  }

  @Test
  void aFeeOfTheWholePriceLeavesNothingToWaitFor() {
    capture(3, 45);
    fee(3, 44);
    assertThat(rows.uncredited(List.of(3L))).isEqualTo(1);
    capture(4, 45);
    fee(4, 45);
    assertThat(rows.uncredited(List.of(3L, 4L))).isEqualTo(1);
    credit(3, 1);
    assertThat(rows.uncredited(List.of(3L, 4L))).isZero();
  }

  @Test
  void aPriceWithThePlatformIsToldByTheStandingAlone() {
    capture(3, 45);
    jdbc.sql(
            "insert into payment values (3, ?, ?, 45, 0, 'OPEN', now(), now(), null, 'NOBODY', null)")
        .params(BUYER, SELLER)
        .update();
    assertThat(rows.uncredited(List.of(3L))).isZero();
    assertThat(rows.standing(SELLER).onItsWay()).isEqualTo(1);
  }

  @Test
  void otherServicesAskForManyAtOnce() {
    RunningWallet wallet = RunningWallet.shared();
    String path = "/internal/prices-on-their-way?auctions=";
    assertThat(wallet.get(path + "999999999998&auctions=999999999999", null).number("prices"))
        .isEqualTo(2);
    assertThat(wallet.get(path + "x", null).status()).isEqualTo(400);
    assertThat(wallet.get("/internal/prices-on-their-way", null).status()).isEqualTo(400);
    assertThat(wallet.get(path + "1,".repeat(1_001), null).status()).isEqualTo(400);
  }

  private void capture(long auction, long price) {
    jdbc.sql("insert into position values (?, ?, 0, 2, true, ?, now(), now())")
        .params(auction, BUYER, price)
        .update();
  }

  private void fee(long auction, long amount) {
    jdbc.sql(
            "insert into transfer values (gen_random_uuid(), 0, 1, 0, 'CLEARING', null, 'FEES',"
                + " null, ?, 'FEE', ?, ?, 0, 0, now())")
        .params(amount, BUYER, auction)
        .update();
  }

  private void credit(long auction, long amount) {
    jdbc.sql("insert into credit values (gen_random_uuid(), ?, ?, ?, now())")
        .params(auction, SELLER, amount)
        .update();
  }
}
