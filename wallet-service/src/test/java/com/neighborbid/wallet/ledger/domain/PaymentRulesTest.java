package com.neighborbid.wallet.ledger.domain;

import static com.neighborbid.wallet.ledger.domain.Account.Platform.CLEARING;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.FEES;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.wallet.ledger.domain.Account.Available;
import com.neighborbid.wallet.ledger.domain.Account.Held;
import com.neighborbid.wallet.ledger.domain.Command.Capture;
import com.neighborbid.wallet.ledger.domain.Command.CaptureUntilConfirmed;
import com.neighborbid.wallet.ledger.domain.Command.ConfirmPayment;
import com.neighborbid.wallet.ledger.domain.Command.DecidePayment;
import com.neighborbid.wallet.ledger.domain.Command.Deposit;
import com.neighborbid.wallet.ledger.domain.Command.DisputePayment;
import com.neighborbid.wallet.ledger.domain.Command.ReleasePayment;
import com.neighborbid.wallet.ledger.domain.Command.SetHold;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Outcome;
import com.neighborbid.wallet.ledger.domain.Notice.CreditDue;
import com.neighborbid.wallet.ledger.domain.Payment.By;
import com.neighborbid.wallet.ledger.domain.Payment.State;
import com.neighborbid.wallet.ledger.domain.Transfer.Type;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A price of 1,000 with a fee of 30, of which 500 ms are given to say something.
class PaymentRulesTest {
  private static final long BUYER = 7;
  private static final long SELLER = 9;
  private static final long ADMIN = 2;
  private static final long AUCTION = 3;
  private static final long SOLD_AT = 100;
  private static final OptionalLong OF_AUCTION = OptionalLong.of(AUCTION);
  private final Ledger ledger = new Ledger();
  private long ids;

  @BeforeEach
  void sell() {
    var _ = ledger.decide(new Deposit(BUYER, id(), 1_200), 1);
    var _ = ledger.decide(new SetHold(BUYER, AUCTION, 1_100, 1, true), 2);
  }

  @Test
  void thePriceStaysInClearingWithTheFee() {
    Decision sold = capture();

    assertThat(sold.transfers())
        .containsExactly(
            new Transfer(
                new Held(BUYER), CLEARING, 1_000, Type.PAYMENT, BUYER, OF_AUCTION, 100, 100),
            new Transfer(
                new Held(BUYER),
                new Available(BUYER),
                100,
                Type.BID_RELEASE,
                BUYER,
                OF_AUCTION,
                200,
                0));
    assertThat(sold.notices()).noneMatch(CreditDue.class::isInstance);
    assertThat(payment())
        .isEqualTo(
            new Payment(
                AUCTION, BUYER, SELLER, 1_000, 30, State.OPEN, SOLD_AT, 600, 0, By.NOBODY, 0));
    assertThat(capture()).as("a repeat").isEqualTo(Decision.NOTHING);
  }

  @Test
  void theBuyersWordGivesTheSellerThePriceAndThePlatformItsFeeOnce() {
    capture();
    Decision confirmed = confirm(200);

    assertThat(outcome(confirmed)).isEqualTo(Outcome.DONE);
    assertThat(confirmed.transfers())
        .containsExactly(new Transfer(CLEARING, FEES, 30, Type.FEE, BUYER, OF_AUCTION, 200, 0));
    assertThat(confirmed.notices()).contains(new CreditDue(SELLER, AUCTION, 970));
    assertThat(payment().state()).isEqualTo(State.RELEASED);
    assertThat(payment().by()).isEqualTo(By.BUYER);

    Decision again = confirm(201);
    assertThat(outcome(again)).isEqualTo(Outcome.DONE);
    assertThat(again.transfers()).isEmpty();
    assertThat(again.notices()).isEmpty();
    assertThat(outcome(decide(true, 202))).isEqualTo(Outcome.DONE);
    assertThat(outcome(decide(false, 203))).isEqualTo(Outcome.ALREADY_DECIDED);
    assertThat(outcome(dispute(204))).isEqualTo(Outcome.ALREADY_DECIDED);
    assertThat(release(10_000)).isEqualTo(Decision.NOTHING);
  }

  @Test
  void timeGivesItToTheSellerNotAMomentTooEarly() {
    capture();
    assertThat(release(599)).isEqualTo(Decision.NOTHING);

    Decision released = release(600);
    assertThat(released.notices()).contains(new CreditDue(SELLER, AUCTION, 970));
    assertThat(payment().by()).isEqualTo(By.TIME);
    assertThat(release(601)).isEqualTo(Decision.NOTHING);
  }

  @Test
  void aDisputeStopsTheClockUntilAnAdminDecides() {
    capture();
    assertThat(outcome(dispute(200))).isEqualTo(Outcome.DONE);
    assertThat(outcome(dispute(201))).as("said twice").isEqualTo(Outcome.DONE);
    assertThat(payment().disputedAtMs()).isEqualTo(200);
    assertThat(release(10_000)).isEqualTo(Decision.NOTHING);

    Decision refunded = decide(false, 20_000);
    assertThat(refunded.transfers())
        .containsExactly(
            new Transfer(
                CLEARING, new Available(BUYER), 1_000, Type.REFUND, BUYER, OF_AUCTION, 1_200, 0));
    assertThat(refunded.notices()).noneMatch(CreditDue.class::isInstance);
    assertThat(payment().state()).isEqualTo(State.REFUNDED);
    assertThat(outcome(confirm(20_001))).isEqualTo(Outcome.ALREADY_DECIDED);
    assertThat(outcome(decide(true, 20_002))).isEqualTo(Outcome.ALREADY_DECIDED);
    assertThat(decide(false, 20_003).transfers()).isEmpty();
  }

  @Test
  void aBuyerMayBeContentInTheEnd() {
    capture();
    dispute(200);
    assertThat(confirm(300).notices()).contains(new CreditDue(SELLER, AUCTION, 970));
  }

  @Test
  void everyDecisionOfAnAdminLeavesATrail() {
    capture();
    Decision paid = decide(true, 200);
    Decision late = decide(false, 201);

    assertThat(trail(paid).kind()).isEqualTo(AdminAction.Kind.PAY_SELLER);
    assertThat(trail(paid).outcome()).isEqualTo(Outcome.DONE);
    assertThat(trail(paid).adminId()).isEqualTo(ADMIN);
    assertThat(trail(paid).reason()).isEqualTo("seen both");
    assertThat(trail(paid).auctionId()).isEqualTo(OF_AUCTION);
    assertThat(trail(late).outcome()).isEqualTo(Outcome.ALREADY_DECIDED);
  }

  @Test
  void nobodyElseHasAWord() {
    capture();
    Decision stranger = ledger.decide(new ConfirmPayment(SELLER, id(), AUCTION), 200);
    Decision nothingBought = ledger.decide(new DisputePayment(BUYER, id(), AUCTION + 1), 200);

    assertThat(outcome(stranger)).isEqualTo(Outcome.NOT_FOUND);
    assertThat(outcome(nothingBought)).isEqualTo(Outcome.NOT_FOUND);
    assertThat(payment().state()).isEqualTo(State.OPEN);
  }

  @Test
  void aFeeOfTheWholePriceLeavesNothingToCredit() {
    Capture capture = new Capture(BUYER, AUCTION, 1_000, SELLER, 2, 1_000);
    var _ = ledger.decide(new CaptureUntilConfirmed(capture, 500), SOLD_AT);

    assertThat(confirm(200).notices()).noneMatch(CreditDue.class::isInstance);
  }

  private Decision capture() {
    Capture capture = new Capture(BUYER, AUCTION, 1_000, SELLER, 2, 30);
    return ledger.decide(new CaptureUntilConfirmed(capture, 500), SOLD_AT);
  }

  private Decision confirm(long time) {
    return ledger.decide(new ConfirmPayment(BUYER, id(), AUCTION), time);
  }

  private Decision dispute(long time) {
    return ledger.decide(new DisputePayment(BUYER, id(), AUCTION), time);
  }

  private Decision release(long time) {
    return ledger.decide(new ReleasePayment(BUYER, AUCTION), time);
  }

  private Decision decide(boolean toSeller, long time) {
    return ledger.decide(
        new DecidePayment(BUYER, id(), AUCTION, toSeller, ADMIN, "seen both"), time);
  }

  private Payment payment() {
    return ledger.payment(AUCTION, BUYER).orElseThrow();
  }

  private static Outcome outcome(Decision decision) {
    return decision.request().orElseThrow().outcome();
  }

  private static AdminAction trail(Decision decision) {
    List<AdminAction> actions =
        decision.changes().stream()
            .filter(Change.OfAdmin.class::isInstance)
            .map(change -> ((Change.OfAdmin) change).action())
            .toList();
    assertThat(actions).hasSize(1);
    return actions.getFirst();
  }

  private UUID id() {
    return new UUID(0, ++ids);
  }
}
