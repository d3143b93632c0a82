package com.neighborbid.wallet.ledger.domain;

import static com.neighborbid.wallet.ledger.domain.Account.Platform.CASH_IN;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.CASH_OUT;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.CLEARING;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.LOSS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.wallet.ledger.domain.Account.Available;
import com.neighborbid.wallet.ledger.domain.Command.Adjust;
import com.neighborbid.wallet.ledger.domain.Command.Credit;
import com.neighborbid.wallet.ledger.domain.Command.Deposit;
import com.neighborbid.wallet.ledger.domain.Command.Open;
import com.neighborbid.wallet.ledger.domain.Command.SetHold;
import com.neighborbid.wallet.ledger.domain.Command.Withdraw;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Kind;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Outcome;
import com.neighborbid.wallet.ledger.domain.Transfer.Type;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WalletRulesTest {
  private static final long USER = 7;
  private static final long NOW = 1_000;
  private static final UUID ID = new UUID(1, 2);
  private static final Available AVAILABLE = new Available(USER);

  private static Known nobody() {
    return new Known(Optional.empty(), Optional.empty(), false);
  }

  private static Known owning(long available, long held) {
    return new Known(Optional.of(new Wallet(USER, available, held, 100)), Optional.empty(), false);
  }

  private static Known seen(long available) {
    return new Known(Optional.of(new Wallet(USER, available, 0, 100)), Optional.empty(), true);
  }

  /// Every money request, in the order: seen before, not allowed, allowed at the edge, opening.
  static Stream<Arguments> requests() {
    long max = Limits.OWNED_MAX;
    return Stream.of(
        row("deposit", owning(5, 3), deposit(10), Outcome.DONE, 15, 3),
        row("deposit opens", nobody(), deposit(10), Outcome.DONE, 10, 0),
        row("deposit to the bound", owning(max - 10, 0), deposit(10), Outcome.DONE, max, 0),
        row(
            "deposit over the bound",
            owning(max - 10, 0),
            deposit(11),
            Outcome.AMOUNT_OUT_OF_RANGE,
            max - 10,
            0),
        row(
            "held money counts",
            owning(max - 20, 10),
            deposit(11),
            Outcome.AMOUNT_OUT_OF_RANGE,
            max - 20,
            10),
        row(
            "deposit that would overflow",
            owning(5, 0),
            deposit(Long.MAX_VALUE),
            Outcome.AMOUNT_OUT_OF_RANGE,
            5,
            0),
        row("withdrawal", owning(15, 3), withdraw(10), Outcome.DONE, 5, 3),
        row("withdrawal of all", owning(10, 3), withdraw(10), Outcome.DONE, 0, 3),
        row("held money stays", owning(9, 100), withdraw(10), Outcome.INSUFFICIENT_FUNDS, 9, 100),
        row("withdrawal of nobody", nobody(), withdraw(1), Outcome.INSUFFICIENT_FUNDS, 0, 0),
        row("correction up", owning(5, 3), adjust(10), Outcome.DONE, 15, 3),
        row("correction up opens", nobody(), adjust(10), Outcome.DONE, 10, 0),
        row(
            "correction up over the bound",
            owning(max, 0),
            adjust(1),
            Outcome.AMOUNT_OUT_OF_RANGE,
            max,
            0),
        row("correction down", owning(15, 3), adjust(-10), Outcome.DONE, 5, 3),
        row(
            "correction down below zero",
            owning(9, 3),
            adjust(-10),
            Outcome.INSUFFICIENT_FUNDS,
            9,
            3));
  }

  private static Arguments row(
      String name, Known known, Command command, Outcome outcome, long available, long held) {
    return Arguments.of(name, known, command, outcome, available, held);
  }

  private static Deposit deposit(long amount) {
    return new Deposit(USER, ID, amount);
  }

  private static Withdraw withdraw(long amount) {
    return new Withdraw(USER, ID, amount);
  }

  private static Adjust adjust(long amount) {
    return new Adjust(USER, ID, amount, "why", 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void decidesRequests(
      String name, Known known, Command command, Outcome outcome, long available, long held) {
    Decision decision = WalletRules.decide(known, command, NOW);

    MoneyRequest request = decision.request().orElseThrow();
    assertThat(request.id()).isEqualTo(ID);
    assertThat(request.userId()).isEqualTo(USER);
    assertThat(request.outcome()).isEqualTo(outcome);
    assertThat(request.available()).isEqualTo(available);
    assertThat(request.held()).isEqualTo(held);
    assertThat(request.atMs()).isEqualTo(NOW);
    boolean done = outcome == Outcome.DONE;
    assertThat(decision.wallet().isPresent()).isEqualTo(done);
    assertThat(decision.transfers()).hasSize(done ? 1 : 0);
    assertThat(decision.notices().isEmpty()).isEqualTo(!done);
    decision
        .wallet()
        .ifPresent(
            wallet -> {
              assertThat(wallet.available()).isEqualTo(available);
              assertThat(wallet.held()).isEqualTo(held);
            });
  }

  @ParameterizedTest
  @MethodSource("repeated")
  void changesNothingTwice(Command command) {
    assertThat(WalletRules.decide(seen(100), command, NOW)).isEqualTo(Decision.NOTHING);
  }

  static Stream<Command> repeated() {
    return Stream.of(deposit(10), withdraw(10), adjust(10), new Credit(USER, ID, 3, 10));
  }

  @Test
  void depositsComeFromOutside() {
    Decision decision = WalletRules.decide(owning(5, 0), deposit(10), NOW);

    assertThat(decision.transfers())
        .containsExactly(
            new Transfer(CASH_IN, AVAILABLE, 10, Type.DEPOSIT, USER, OptionalLong.empty(), 15, 0));
    assertThat(decision.request().orElseThrow().kind()).isEqualTo(Kind.DEPOSIT);
    assertThat(decision.notices())
        .containsExactly(new Notice.Deposited(ID, 10, new Wallet(USER, 15, 0, 100)));
  }

  @Test
  void withdrawalsGoOutside() {
    Decision decision = WalletRules.decide(owning(15, 0), withdraw(10), NOW);

    assertThat(decision.transfers())
        .containsExactly(
            new Transfer(
                AVAILABLE, CASH_OUT, 10, Type.WITHDRAWAL, USER, OptionalLong.empty(), 5, 0));
    assertThat(decision.notices())
        .containsExactly(new Notice.Withdrawn(ID, 10, new Wallet(USER, 5, 0, 100)));
  }

  @Test
  void correctionsAreTheLossOfThePlatformOrItsGain() {
    Decision up = WalletRules.decide(owning(15, 0), adjust(10), NOW);
    Decision down = WalletRules.decide(owning(15, 0), adjust(-10), NOW);

    assertThat(up.transfers()).extracting(Transfer::debit).containsExactly(LOSS);
    assertThat(down.transfers()).extracting(Transfer::credit).containsExactly(LOSS);
    assertThat(down.request().orElseThrow().amount()).isEqualTo(-10);
    assertThat(down.request().orElseThrow().reason()).isEqualTo("why");
    assertThat(down.notices())
        .containsExactly(new Notice.Adjusted(ID, -10, new Wallet(USER, 5, 0, 100)));
  }

  @Test
  void opensOnce() {
    Wallet empty = new Wallet(USER, 0, 0, NOW);
    Decision first = WalletRules.decide(nobody(), new Open(USER), NOW);
    Decision again =
        WalletRules.decide(
            new Known(Optional.of(empty), Optional.empty(), false), new Open(USER), NOW + 1);

    assertThat(first.wallet()).contains(empty);
    assertThat(first.notices()).containsExactly(new Notice.Opened(USER));
    assertThat(again).isEqualTo(Decision.NOTHING);
  }

  @Test
  void aDepositThatOpensSaysSoFirst() {
    Decision decision = WalletRules.decide(nobody(), deposit(10), NOW);

    assertThat(decision.notices())
        .containsExactly(
            new Notice.Opened(USER), new Notice.Deposited(ID, 10, new Wallet(USER, 10, 0, NOW)));
  }

  @Test
  void creditsComeFromClearingOnceAlsoToWhoHasNoWallet() {
    Decision decision = WalletRules.decide(nobody(), new Credit(USER, ID, 3, 10), NOW);

    assertThat(decision.transfers())
        .containsExactly(
            new Transfer(CLEARING, AVAILABLE, 10, Type.EARNING, USER, OptionalLong.of(3), 10, 0));
    assertThat(decision.credit()).contains(new SellerCredit(ID, 3, USER, 10, NOW));
    assertThat(decision.notices())
        .containsExactly(
            new Notice.Opened(USER), new Notice.Earned(3, 10, new Wallet(USER, 10, 0, NOW)));
  }

  @Test
  void aCreditIsNeverRefusedForTheBound() {
    Decision decision =
        WalletRules.decide(owning(Limits.OWNED_MAX, 0), new Credit(USER, ID, 3, 10), NOW);

    assertThat(decision.wallet().orElseThrow().available()).isEqualTo(Limits.OWNED_MAX + 10);
  }

  @ParameterizedTest
  @MethodSource("shapeless")
  void commandsOutOfShapeCannotBeMade(Runnable making) {
    assertThatThrownBy(making::run).isInstanceOf(IllegalArgumentException.class);
  }

  static Stream<Runnable> shapeless() {
    return Stream.of(
        () -> deposit(0),
        () -> deposit(-1),
        () -> withdraw(0),
        () -> adjust(0),
        () -> adjust(Long.MIN_VALUE),
        () -> new SetHold(USER, 3, -1, 1, true),
        () -> new SetHold(USER, 3, 1, 0, true),
        () -> new Command.Capture(USER, 3, 0, 9, 1, 0),
        () -> new Credit(USER, ID, 3, 0));
  }

  @Test
  void aBalanceCannotBeNegative() {
    assertThatThrownBy(() -> new Wallet(USER, -1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Wallet(USER, 0, -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
