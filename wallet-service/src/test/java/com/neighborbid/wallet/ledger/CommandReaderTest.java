package com.neighborbid.wallet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldDeclined;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import com.neighborbid.common.lane.LaneEngine.PoisonVerdict;
import com.neighborbid.common.lane.LogRecord;
import com.neighborbid.common.lane.Outgoing.ToKafka;
import com.neighborbid.wallet.ledger.domain.Command;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {
  private static final UUID ID = new UUID(1, 2);
  private static final UUID OTHER_ID = new UUID(3, 4);

  static Stream<Arguments> readable() {
    return Stream.of(
        Arguments.of(new WalletInput.OpenWallet(7), new Command.Open(7)),
        Arguments.of(new WalletInput.Deposit(7, ID, 5), new Command.Deposit(7, ID, 5)),
        Arguments.of(new WalletInput.Withdraw(7, ID, 5), new Command.Withdraw(7, ID, 5)),
        Arguments.of(
            new WalletInput.Adjust(7, ID, -5, "x", 0), new Command.Adjust(7, ID, -5, "x", 0)),
        Arguments.of(
            new WalletInput.Adjust(7, ID, -5, "x", 2), new Command.Adjust(7, ID, -5, "x", 2)),
        Arguments.of(
            new WalletInput.CaptureUntilConfirmed(7, 3, 5, 9, 2, 1, 60),
            new Command.CaptureUntilConfirmed(new Command.Capture(7, 3, 5, 9, 2, 1), 60_000)),
        Arguments.of(
            new WalletInput.ConfirmPayment(7, ID, 3), new Command.ConfirmPayment(7, ID, 3)),
        Arguments.of(new WalletInput.ReleasePayment(7, 3), new Command.ReleasePayment(7, 3)),
        Arguments.of(
            new WalletInput.DisputePayment(7, ID, 3), new Command.DisputePayment(7, ID, 3)),
        Arguments.of(
            new WalletInput.DecidePayment(7, ID, 3, WalletInput.PaidTo.SELLER, 2, "x"),
            new Command.DecidePayment(7, ID, 3, true, 2, "x")),
        Arguments.of(
            new WalletInput.DecidePayment(7, ID, 3, WalletInput.PaidTo.BUYER, 2, "x"),
            new Command.DecidePayment(7, ID, 3, false, 2, "x")),
        Arguments.of(new WalletInput.RequestPayout(7, ID, 5), new Command.RequestPayout(7, ID, 5)),
        Arguments.of(
            new WalletInput.FinishPayout(7, ID, true), new Command.FinishPayout(7, ID, true)),
        Arguments.of(
            new WalletInput.DecidePayout(7, ID, OTHER_ID, 5, 2, "why"),
            new Command.DecidePayout(7, ID, OTHER_ID, 5, 2, "why")),
        Arguments.of(
            new WalletInput.ChargeBack(7, ID, ID, 5), new Command.ChargeBack(7, ID, ID, 5)),
        Arguments.of(
            new WalletInput.UnblockWallet(7, ID, 2, "x"), new Command.Unblock(7, ID, 2, "x")),
        Arguments.of(
            new WalletInput.SetHold(7, 3, 5, 2, true), new Command.SetHold(7, 3, 5, 2, true)),
        Arguments.of(
            new WalletInput.Capture(7, 3, 5, 9, 2, 1), new Command.Capture(7, 3, 5, 9, 2, 1)),
        Arguments.of(new WalletInput.Credit(7, ID, 3, 5), new Command.Credit(7, ID, 3, 5)));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void readsEveryInput(WalletInput input, Command command) {
    assertThat(CommandReader.read(record("7", input))).isEqualTo(command);
  }

  @Test
  void everyInputIsTried() {
    assertThat(
            readable().map(row -> WalletInputCodec.typeOf((WalletInput) row.get()[0])).distinct())
        .containsExactlyInAnyOrderElementsOf(WalletInputCodec.TYPES.keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "0", "-7", "", "seven", "7.0"})
  void refusesARecordUnderAnotherKey(String key) {
    LogRecord record = record(key, new WalletInput.Deposit(7, ID, 5));
    assertThatThrownBy(() -> CommandReader.read(record)).isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "not json",
        "{}",
        "{\"userId\":7,\"transactionId\":\"x\",\"amount\":5}",
        "{\"userId\":7,\"transactionId\":\"00000000-0000-0001-0000-000000000002\"}",
        "{\"userId\":7,\"transactionId\":\"00000000-0000-0001-0000-000000000002\",\"amount\":0}",
        "{\"userId\":7,\"transactionId\":\"00000000-0000-0001-0000-000000000002\",\"amount\":1.5}",
        "{\"userId\":7,\"amount\":5}"
      })
  void refusesWhatIsNoDeposit(String json) {
    LogRecord record = record("7", "wallet.Deposit.v1", json);
    assertThatThrownBy(() -> CommandReader.read(record)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void aCaptureOfTheTimeBeforeFeesHasNone() {
    String json = "{\"userId\":7,\"auctionId\":3,\"price\":5,\"sellerId\":9,\"commandSeq\":2}";
    assertThat(CommandReader.read(record("7", "wallet.Capture.v1", json)))
        .isEqualTo(new Command.Capture(7, 3, 5, 9, 2, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "6", "0.5", "\"1\"x", "9223372036854775808"})
  void refusesAFeeThatIsNotWithinThePrice(String fee) {
    String json =
        "{\"userId\":7,\"auctionId\":3,\"price\":5,\"sellerId\":9,\"commandSeq\":2,\"fee\":%s}";
    LogRecord record = record("7", "wallet.Capture.v1", json.formatted(fee));
    assertThatThrownBy(() -> CommandReader.read(record)).isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wallet.Deposit.v2", "auction.PlaceBid.v1"})
  void refusesUnknownTypes(String type) {
    LogRecord record = record("7", type, "{}");
    assertThatThrownBy(() -> CommandReader.read(record)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void ignoresFieldsOfANewerWriter() {
    LogRecord record =
        record("7", "wallet.OpenWallet.v1", "{\"userId\":7,\"colour\":{\"of\":[\"money\"]}}");
    assertThat(CommandReader.read(record)).isEqualTo(new Command.Open(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wallet.Capture.v1", "wallet.Credit.v1"})
  void stopsWhereMoneyHangsOnTheRecord(String type) {
    assertThat(new WalletEngine(_ -> {}).poison(record("7", type, "?"), new RuntimeException()))
        .isInstanceOf(PoisonVerdict.Stop.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wallet.Deposit.v1", "wallet.SetHold.v1", "", "wallet.New.v1"})
  void skipsOtherGarbageWithoutAnAnswer(String type) {
    assertThat(new WalletEngine(_ -> {}).poison(record("7", type, "?"), new RuntimeException()))
        .isEqualTo(new PoisonVerdict.Skip(java.util.List.of()));
  }

  /// Cut down to 64 bits it was the id of another auction, which got the answer.
  @Test
  void declinesNothingOfAnAuctionThatCannotBe() {
    LogRecord record =
        record(
            "7",
            "wallet.SetHold.v1",
            "{\"userId\":7,\"auctionId\":18446744073709551619,\"to\":5,\"commandSeq\":2}");
    assertThat(new WalletEngine(_ -> {}).poison(record, new RuntimeException()))
        .isEqualTo(new PoisonVerdict.Skip(java.util.List.of()));
  }

  @Test
  void declinesAHoldThatCannotBeDecided() {
    LogRecord record =
        record(
            "7",
            "wallet.SetHold.v1",
            "{\"userId\":7,\"auctionId\":3,\"to\":-5,\"commandSeq\":2,\"asking\":true}");
    PoisonVerdict verdict = new WalletEngine(_ -> {}).poison(record, new RuntimeException());

    assertThat(((PoisonVerdict.Skip) verdict).answers())
        .singleElement()
        .satisfies(
            answer -> {
              ToKafka message = (ToKafka) answer;
              assertThat(message.topic()).isEqualTo("auction.log");
              assertThat(message.key()).isEqualTo("3");
              assertThat(message.type()).isEqualTo("auction.HoldDeclined.v1");
              assertThat(ContractJson.read(message.value(), HoldDeclined.class))
                  .isEqualTo(new HoldDeclined(3, 7, 2));
              assertThat(message.requestId()).isEqualTo("r-1");
            });
  }

  private static LogRecord record(String key, WalletInput input) {
    return new LogRecord(
        0, 5, 1_000, key, WalletInputCodec.typeOf(input), ContractJson.write(input), "r-1");
  }

  private static LogRecord record(String key, String type, String json) {
    return new LogRecord(0, 5, 1_000, key, type, json.getBytes(StandardCharsets.UTF_8), "r-1");
  }
}
