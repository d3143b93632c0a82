package com.neighborbid.wallet.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.neighborbid.wallet.ledger.domain.Command.Capture;
import com.neighborbid.wallet.ledger.domain.Command.SetHold;
import com.neighborbid.wallet.ledger.domain.Notice.CreditDue;
import com.neighborbid.wallet.ledger.domain.Notice.HoldAnswered;
import com.neighborbid.wallet.ledger.domain.Notice.HoldChanged;
import com.neighborbid.wallet.ledger.domain.Notice.Paid;
import com.neighborbid.wallet.ledger.domain.Transfer.Type;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoldRulesTest {
  private static final long BIDDER = 7;
  private static final long SELLER = 9;
  private static final long AUCTION = 3;
  private static final long OPENED = 100;
  private static final long SINCE = 500;
  private static final long NOW = 1_000;

  /// What stands before: free money, level, newest command.
  private record Before(long available, long level, long commandSeq, boolean closed) {
    Known known() {
      Position position =
          new Position(
              AUCTION, BIDDER, level, commandSeq, closed, closed ? 1 : 0, SINCE, closed ? 1 : 0);
      return new Known(
          Optional.of(new Wallet(BIDDER, available, level, OPENED)), Optional.of(position), false);
    }
  }

  private static Before open(long available, long level, long commandSeq) {
    return new Before(available, level, commandSeq, false);
  }

  private static Before closed(long available, long commandSeq) {
    return new Before(available, 0, commandSeq, true);
  }

  private static SetHold ask(long to, long commandSeq) {
    return new SetHold(BIDDER, AUCTION, to, commandSeq, true);
  }

  private static SetHold lower(long to, long commandSeq) {
    return new SetHold(BIDDER, AUCTION, to, commandSeq, false);
  }

  private enum Said {
    PLACED,
    DECLINED,
    NOTHING
  }

  /// Rows in the order of the rules: overtaken, closed, raise, lower.
  static Stream<Arguments> setHolds() {
    return Stream.of(
        //        name, before, command, available, level, commandSeq, answer
        row("repeated raise that stands", open(40, 60, 5), ask(60, 5), 40, 60, 5, Said.PLACED),
        row("repeated raise declined before", open(40, 0, 5), ask(60, 5), 40, 0, 5, Said.DECLINED),
        row(
            "repeat finds the money that came since, and changes nothing",
            open(100, 0, 5),
            ask(60, 5),
            100,
            0,
            5,
            Said.DECLINED),
        row("repeat of a raise that stands", open(0, 90, 5), ask(60, 5), 0, 90, 5, Said.PLACED),
        row("older raise below the level", open(40, 60, 5), ask(50, 4), 40, 60, 5, Said.PLACED),
        row("older raise above the level", open(40, 60, 5), ask(70, 4), 40, 60, 5, Said.DECLINED),
        row("older lowering frees nothing", open(40, 60, 5), lower(0, 4), 40, 60, 5, Said.NOTHING),
        row(
            "raise overtaken by its own lowering",
            open(100, 0, 6),
            ask(60, 5),
            100,
            0,
            6,
            Said.DECLINED),
        row("closed refuses a raise", closed(100, 5), ask(60, 6), 100, 0, 6, Said.DECLINED),
        row("closed refuses an old raise", closed(100, 5), ask(60, 4), 100, 0, 5, Said.DECLINED),
        row("closed takes zero", closed(100, 5), ask(0, 6), 100, 0, 6, Said.PLACED),
        row("closed stays silent unasked", closed(100, 5), lower(60, 6), 100, 0, 6, Said.NOTHING),
        row("first raise", open(100, 0, 0), ask(60, 1), 40, 60, 1, Said.PLACED),
        row("raise to the last won", open(60, 0, 0), ask(60, 1), 0, 60, 1, Said.PLACED),
        row("raise one won too far", open(59, 0, 0), ask(60, 1), 59, 0, 1, Said.DECLINED),
        row("only the difference is needed", open(10, 60, 5), ask(70, 6), 0, 70, 6, Said.PLACED),
        row("the difference is not there", open(9, 60, 5), ask(70, 6), 9, 60, 6, Said.DECLINED),
        row("raise after a jump", open(100, 10, 2), ask(60, 9), 50, 60, 9, Said.PLACED),
        row("raise nobody waits for", open(100, 0, 0), lower(60, 1), 40, 60, 1, Said.NOTHING),
        row(
            "raise beyond all money",
            open(0, 1, 1),
            ask(Long.MAX_VALUE, 2),
            0,
            1,
            2,
            Said.DECLINED),
        row("same level again", open(40, 60, 5), ask(60, 6), 40, 60, 6, Said.PLACED),
        row("lower that is asked for", open(40, 60, 5), ask(20, 6), 80, 20, 6, Said.PLACED),
        row("lower", open(40, 60, 5), lower(20, 6), 80, 20, 6, Said.NOTHING),
        row("lower to nothing", open(40, 60, 5), lower(0, 6), 100, 0, 6, Said.NOTHING));
  }

  private static Arguments row(
      String name,
      Before before,
      SetHold command,
      long available,
      long level,
      long commandSeq,
      Said said) {
    return Arguments.of(name, before, command, available, level, commandSeq, said);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("setHolds")
  void setsTheLevel(
      String name,
      Before before,
      SetHold command,
      long available,
      long level,
      long commandSeq,
      Said said) {
    Known known = before.known();
    Decision decision = WalletRules.decide(known, command, NOW);

    Wallet wallet = decision.wallet().or(known::wallet).orElseThrow();
    Position position = decision.position().or(known::position).orElseThrow();
    assertThat(wallet.available()).isEqualTo(available);
    assertThat(wallet.held()).isEqualTo(level);
    assertThat(position.level()).isEqualTo(level);
    assertThat(position.commandSeq()).isEqualTo(commandSeq);
    assertThat(position.closed()).isEqualTo(before.closed());
    assertThat(answer(decision, command)).isEqualTo(said);
    assertThat(decision.wallet().isPresent()).isEqualTo(level != before.level());
    assertThat(decision.transfers()).hasSize(level == before.level() ? 0 : 1);
    assertThat(decision.notices().stream().filter(HoldChanged.class::isInstance).toList())
        .isEqualTo(
            level == before.level() ? List.of() : List.of(new HoldChanged(AUCTION, level, wallet)));
  }

  private static Said answer(Decision decision, SetHold command) {
    List<HoldAnswered> answers =
        decision.notices().stream()
            .filter(HoldAnswered.class::isInstance)
            .map(HoldAnswered.class::cast)
            .toList();
    if (answers.isEmpty()) {
      return Said.NOTHING;
    }
    assertThat(answers).hasSize(1);
    HoldAnswered only = answers.getFirst();
    assertThat(only.auctionId()).isEqualTo(AUCTION);
    assertThat(only.userId()).isEqualTo(BIDDER);
    assertThat(only.commandSeq()).isEqualTo(command.commandSeq());
    return only.placed() ? Said.PLACED : Said.DECLINED;
  }

  @Test
  void declinesWhoHasNoWalletAndRemembersTheCommand() {
    Known nobody = new Known(Optional.empty(), Optional.empty(), false);
    Decision decision = WalletRules.decide(nobody, ask(1, 4), NOW);

    assertThat(decision.wallet()).isEmpty();
    assertThat(decision.transfers()).isEmpty();
    assertThat(decision.position()).contains(new Position(AUCTION, BIDDER, 0, 4, false, 0, NOW, 0));
    assertThat(decision.notices()).containsExactly(new HoldAnswered(AUCTION, BIDDER, 4, false));
  }

  @Test
  void aLoweringInFlightDoesNotFreeTheRaiseBehindIt() {
    Ledger ledger = ledger(100);
    ledger.decide(ask(60, 1), NOW);
    ledger.decide(lower(30, 2), NOW);
    Decision raise = ledger.decide(ask(90, 3), NOW);
    Decision late = ledger.decide(lower(0, 2), NOW);

    assertThat(raise.notices()).contains(new HoldAnswered(AUCTION, BIDDER, 3, true));
    assertThat(late).isEqualTo(Decision.NOTHING);
    assertThat(ledger.wallet(BIDDER).orElseThrow().available()).isEqualTo(10);
    assertThat(ledger.position(AUCTION, BIDDER).orElseThrow().level()).isEqualTo(90);
  }

  @Test
  void commandsInTheWrongOrderEndAtTheNewest() {
    Ledger ledger = ledger(100);
    ledger.decide(lower(20, 3), NOW);
    Decision second = ledger.decide(ask(80, 2), NOW);
    Decision first = ledger.decide(ask(10, 1), NOW);

    assertThat(second.notices()).containsExactly(new HoldAnswered(AUCTION, BIDDER, 2, false));
    assertThat(first.notices()).containsExactly(new HoldAnswered(AUCTION, BIDDER, 1, true));
    assertThat(ledger.position(AUCTION, BIDDER).orElseThrow().level()).isEqualTo(20);
  }

  @Test
  void sinceIsWhenMoneyBeganToBeHeld() {
    Ledger ledger = ledger(100);
    ledger.decide(ask(10, 1), 2_000);
    ledger.decide(ask(20, 2), 3_000);
    assertThat(since(ledger)).isEqualTo(2_000);
    ledger.decide(lower(0, 3), 4_000);
    ledger.decide(ask(5, 4), 5_000);
    assertThat(since(ledger)).isEqualTo(5_000);
  }

  private static long since(Ledger ledger) {
    return ledger.position(AUCTION, BIDDER).orElseThrow().sinceMs();
  }

  @Test
  void captureTakesThePriceAndReturnsTheRest() {
    Decision decision =
        WalletRules.decide(
            open(40, 60, 5).known(), new Capture(BIDDER, AUCTION, 45, SELLER, 6, 0), NOW);

    Wallet after = new Wallet(BIDDER, 55, 0, OPENED);
    assertThat(decision.wallet()).contains(after);
    assertThat(decision.position())
        .contains(new Position(AUCTION, BIDDER, 0, 6, true, 45, SINCE, NOW));
    assertThat(decision.transfers())
        .extracting(Transfer::type, Transfer::amount, Transfer::availableAfter, Transfer::heldAfter)
        .containsExactly(tuple(Type.PAYMENT, 45L, 40L, 15L), tuple(Type.BID_RELEASE, 15L, 55L, 0L));
    assertThat(decision.notices())
        .containsExactly(
            new Paid(AUCTION, 45, after),
            new HoldChanged(AUCTION, 0, after),
            new CreditDue(SELLER, AUCTION, 45));
  }

  @ParameterizedTest
  @CsvSource({"45, 0, 45", "45, 1, 44", "45, 44, 1", "45, 45, 0", "1, 1, 0", "60, 3, 57"})
  void theFeeGoesToThePlatformAndTheRestToTheSeller(long price, long fee, long due) {
    Capture capture = new Capture(BIDDER, AUCTION, price, SELLER, 6, fee);
    Decision decision = WalletRules.decide(open(40, 60, 5).known(), capture, NOW);

    assertThat(decision.wallet()).contains(new Wallet(BIDDER, 100 - price, 0, OPENED));
    assertThat(decision.transfers())
        .filteredOn(transfer -> transfer.credit() == Account.Platform.FEES)
        .isEqualTo(
            fee == 0
                ? List.of()
                : List.of(
                    new Transfer(
                        Account.Platform.CLEARING,
                        Account.Platform.FEES,
                        fee,
                        Type.FEE,
                        BIDDER,
                        OptionalLong.of(AUCTION),
                        100 - price,
                        0)));
    assertThat(decision.notices().getFirst())
        .isEqualTo(new Paid(AUCTION, price, new Wallet(BIDDER, 100 - price, 0, OPENED)));
    assertThat(decision.notices())
        .filteredOn(CreditDue.class::isInstance)
        .isEqualTo(due == 0 ? List.of() : List.of(new CreditDue(SELLER, AUCTION, due)));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 46, Long.MIN_VALUE, Long.MAX_VALUE})
  void aFeeIsPartOfThePrice(long fee) {
    assertThatThrownBy(() -> new Capture(BIDDER, AUCTION, 45, SELLER, 6, fee))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void captureOfTheWholeLevelReturnsNothing() {
    Decision decision =
        WalletRules.decide(
            open(0, 60, 5).known(), new Capture(BIDDER, AUCTION, 60, SELLER, 6, 0), NOW);

    assertThat(decision.transfers()).extracting(Transfer::type).containsExactly(Type.PAYMENT);
  }

  @Test
  void captureIsAppliedWhateverWasOvertaken() {
    Decision decision =
        WalletRules.decide(
            open(0, 60, 50).known(), new Capture(BIDDER, AUCTION, 60, SELLER, 6, 0), NOW);

    assertThat(decision.position().orElseThrow().closed()).isTrue();
    assertThat(decision.position().orElseThrow().commandSeq()).isEqualTo(50);
  }

  @Test
  void aRepeatedCaptureDoesNothing() {
    Decision decision =
        WalletRules.decide(
            closed(10, 6).known(), new Capture(BIDDER, AUCTION, 60, SELLER, 6, 0), NOW);

    assertThat(decision).isEqualTo(Decision.NOTHING);
  }

  @Test
  void aCaptureOfMoreThanIsHeldCannotBeDecided() {
    Known known = open(1_000, 59, 5).known();
    Capture capture = new Capture(BIDDER, AUCTION, 60, SELLER, 6, 0);

    assertThatThrownBy(() -> WalletRules.decide(known, capture, NOW))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("auction 3 takes 60 from user 7, who holds 59");
  }

  @Test
  void aCaptureOfNobodyCannotBeDecided() {
    Known nobody = new Known(Optional.empty(), Optional.empty(), false);
    Capture capture = new Capture(BIDDER, AUCTION, 60, SELLER, 6, 0);

    assertThatThrownBy(() -> WalletRules.decide(nobody, capture, NOW))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Ledger ledger(long available) {
    Ledger ledger = new Ledger();
    ledger.put(new Wallet(BIDDER, available, 0, OPENED));
    return ledger;
  }
}
