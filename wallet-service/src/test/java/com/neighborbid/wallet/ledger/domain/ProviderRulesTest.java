package com.neighborbid.wallet.ledger.domain;

import static com.neighborbid.wallet.ledger.domain.Account.Platform.CASH_IN;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.CASH_OUT;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.LOSS;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.PAYOUTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.wallet.ledger.domain.Account.Available;
import com.neighborbid.wallet.ledger.domain.Command.ChargeBack;
import com.neighborbid.wallet.ledger.domain.Command.DecidePayout;
import com.neighborbid.wallet.ledger.domain.Command.Deposit;
import com.neighborbid.wallet.ledger.domain.Command.FinishPayout;
import com.neighborbid.wallet.ledger.domain.Command.RequestPayout;
import com.neighborbid.wallet.ledger.domain.Command.SetHold;
import com.neighborbid.wallet.ledger.domain.Command.Unblock;
import com.neighborbid.wallet.ledger.domain.Command.Withdraw;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Outcome;
import com.neighborbid.wallet.ledger.domain.Notice.HoldAnswered;
import com.neighborbid.wallet.ledger.domain.Payout.State;
import com.neighborbid.wallet.ledger.domain.Transfer.Type;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderRulesTest {
  private static final long USER = 7;
  private static final UUID PAYOUT = new UUID(5, 5);
  private static final Available AVAILABLE = new Available(USER);
  private static final OptionalLong NONE = OptionalLong.empty();
  private final Ledger ledger = new Ledger();
  private long ids;

  @BeforeEach
  void payIn() {
    var _ = ledger.decide(new Deposit(USER, id(), 100), 1);
  }

  @Test
  void aPayoutLeavesAtOnceAndIsOutWhenConfirmed() {
    Decision asked = ledger.decide(new RequestPayout(USER, PAYOUT, 60), 2);
    Decision paid = ledger.decide(new FinishPayout(USER, PAYOUT, true), 3);

    assertThat(asked.transfers())
        .containsExactly(new Transfer(AVAILABLE, PAYOUTS, 60, Type.WITHDRAWAL, USER, NONE, 40, 0));
    assertThat(paid.transfers())
        .containsExactly(new Transfer(PAYOUTS, CASH_OUT, 60, Type.PAYOUT, USER, NONE, 40, 0));
    assertThat(ledger.payout(PAYOUT, USER).orElseThrow().state()).isEqualTo(State.PAID);
    assertThat(ledger.decide(new FinishPayout(USER, PAYOUT, true), 4)).isEqualTo(Decision.NOTHING);
    assertThat(ledger.decide(new FinishPayout(USER, PAYOUT, false), 5))
        .as("the opposite word comes too late")
        .isEqualTo(Decision.NOTHING);
  }

  @Test
  void aPayoutThatFailedReturnsOnce() {
    var _ = ledger.decide(new RequestPayout(USER, PAYOUT, 60), 2);
    Decision failed = ledger.decide(new FinishPayout(USER, PAYOUT, false), 3);

    assertThat(failed.transfers())
        .containsExactly(
            new Transfer(PAYOUTS, AVAILABLE, 60, Type.WITHDRAWAL_RETURN, USER, NONE, 100, 0));
    assertThat(ledger.decide(new FinishPayout(USER, PAYOUT, false), 4)).isEqualTo(Decision.NOTHING);
    assertThat(ledger.decide(new RequestPayout(USER, PAYOUT, 60), 5)).isEqualTo(Decision.NOTHING);
  }

  @Test
  void anAdminDecidesHowMuchOfAPayoutHasLeftOnce() {
    var _ = ledger.decide(new RequestPayout(USER, PAYOUT, 60), 2);
    assertThat(outcome(ledger.decide(decide(PAYOUT, 61), 3)))
        .isEqualTo(Outcome.AMOUNT_OUT_OF_RANGE);
    DecidePayout word = decide(PAYOUT, 45);
    Decision decided = ledger.decide(word, 4);

    assertThat(decided.transfers())
        .containsExactly(
            new Transfer(PAYOUTS, CASH_OUT, 45, Type.PAYOUT, USER, NONE, 40, 0),
            new Transfer(PAYOUTS, AVAILABLE, 15, Type.WITHDRAWAL_RETURN, USER, NONE, 55, 0));
    assertThat(ledger.payout(PAYOUT, USER).orElseThrow().state()).isEqualTo(State.PAID);
    assertThat(decided.changes())
        .anyMatch(
            change ->
                change instanceof Change.OfAdmin(var action)
                    && action.kind() == AdminAction.Kind.DECIDE_PAYOUT
                    && action.amount() == 45
                    && action.adminId() == 2);
    assertThat(ledger.decide(word, 5)).isEqualTo(Decision.NOTHING);
    assertThat(outcome(ledger.decide(decide(PAYOUT, 60), 6))).isEqualTo(Outcome.ALREADY_DECIDED);
    assertThat(ledger.decide(new FinishPayout(USER, PAYOUT, false), 7)).isEqualTo(Decision.NOTHING);
    assertThat(outcome(ledger.decide(decide(new UUID(6, 6), 1), 8))).isEqualTo(Outcome.NOT_FOUND);
  }

  @Test
  void anAdminMayGiveAWholePayoutBack() {
    var _ = ledger.decide(new RequestPayout(USER, PAYOUT, 60), 2);
    Decision decided = ledger.decide(decide(PAYOUT, 0), 3);

    assertThat(decided.transfers())
        .containsExactly(
            new Transfer(PAYOUTS, AVAILABLE, 60, Type.WITHDRAWAL_RETURN, USER, NONE, 100, 0));
    assertThat(ledger.payout(PAYOUT, USER).orElseThrow().state()).isEqualTo(State.RETURNED);
  }

  private DecidePayout decide(UUID payout, long paidOut) {
    return new DecidePayout(USER, id(), payout, paidOut, 2, "bank statement");
  }

  @Test
  void aPayoutOfMoreThanThereIsOrOfSomebodyElseIsNone() {
    assertThat(outcome(ledger.decide(new RequestPayout(USER, PAYOUT, 101), 2)))
        .isEqualTo(Outcome.INSUFFICIENT_FUNDS);
    assertThat(ledger.decide(new FinishPayout(USER, PAYOUT, false), 3)).isEqualTo(Decision.NOTHING);
    UUID mine = id();
    var _ = ledger.decide(new RequestPayout(USER, mine, 10), 4);
    assertThat(ledger.decide(new FinishPayout(USER + 1, mine, false), 5))
        .isEqualTo(Decision.NOTHING);
  }

  @Test
  void whatIsNotThereAnyMoreIsThePlatformsLoss() {
    var _ = ledger.decide(new SetHold(USER, 3, 70, 1, true), 2);
    ChargeBack taken = new ChargeBack(USER, id(), id(), 100);
    Decision decision = ledger.decide(taken, 3);

    assertThat(decision.transfers())
        .containsExactly(
            new Transfer(AVAILABLE, CASH_IN, 30, Type.CHARGEBACK, USER, NONE, 0, 70),
            new Transfer(LOSS, CASH_IN, 70, Type.CHARGEBACK_LOSS, USER, NONE, 0, 70));
    assertThat(decision.notices())
        .contains(new Notice.Blocked(USER))
        .anyMatch(
            notice ->
                notice instanceof Notice.ChargedBack(_, _, var amount, var loss, _)
                    && amount == 100
                    && loss == 70);
    assertThat(ledger.decide(taken, 4)).isEqualTo(Decision.NOTHING);
  }

  @Test
  void aBlockedUserNeitherRaisesAHoldNorWithdraws() {
    var _ = ledger.decide(new SetHold(USER, 3, 20, 1, true), 2);
    var _ = ledger.decide(new ChargeBack(USER, id(), id(), 10), 3);

    assertThat(placed(ledger.decide(new SetHold(USER, 3, 21, 2, true), 4))).isFalse();
    assertThat(placed(ledger.decide(new SetHold(USER, 3, 15, 3, true), 5)))
        .as("lowering always succeeds")
        .isTrue();
    assertThat(outcome(ledger.decide(new Withdraw(USER, id(), 1), 6))).isEqualTo(Outcome.BLOCKED);
    assertThat(outcome(ledger.decide(new RequestPayout(USER, id(), 1), 7)))
        .isEqualTo(Outcome.BLOCKED);
    assertThat(outcome(ledger.decide(new Deposit(USER, id(), 1), 8))).isEqualTo(Outcome.DONE);

    var _ = ledger.decide(new Unblock(USER, id(), 2, "paid his debt"), 9);
    assertThat(placed(ledger.decide(new SetHold(USER, 3, 21, 4, true), 10))).isTrue();
    assertThat(outcome(ledger.decide(new Withdraw(USER, id(), 1), 11))).isEqualTo(Outcome.DONE);
  }

  private static boolean placed(Decision decision) {
    return decision.notices().stream()
        .filter(HoldAnswered.class::isInstance)
        .map(notice -> ((HoldAnswered) notice).placed())
        .findFirst()
        .orElseThrow();
  }

  private static Outcome outcome(Decision decision) {
    return decision.request().orElseThrow().outcome();
  }

  private UUID id() {
    return new UUID(0, ++ids);
  }
}
