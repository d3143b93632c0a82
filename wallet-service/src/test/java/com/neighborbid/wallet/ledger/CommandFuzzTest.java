package com.neighborbid.wallet.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldDeclined;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import com.neighborbid.common.lane.LaneEngine.PoisonVerdict;
import com.neighborbid.common.lane.LogRecord;
import com.neighborbid.common.lane.Outgoing.ToKafka;
import com.neighborbid.servers.fuzz.Fuzz;
import com.neighborbid.servers.fuzz.JsonMutations;
import com.neighborbid.servers.fuzz.Mutations;
import com.neighborbid.servers.fuzz.OddValues;
import com.neighborbid.wallet.ledger.domain.Command;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Whatever lies on `wallet.log`: it is a command of the wallet that its key names, or there is a
/// verdict on it.
class CommandFuzzTest {
  private static final UUID ID = new UUID(1, 2);
  private static final List<WalletInput> VALID =
      List.of(
          new WalletInput.OpenWallet(7),
          new WalletInput.Deposit(7, ID, 5),
          new WalletInput.Withdraw(7, ID, 5),
          new WalletInput.Adjust(7, ID, -5, "x", 2),
          new WalletInput.SetHold(7, 3, 5, 2, true),
          new WalletInput.Capture(7, 3, 5, 9, 2, 1),
          new WalletInput.CaptureUntilConfirmed(7, 3, 5, 9, 2, 1, 60),
          new WalletInput.Credit(7, ID, 3, 5),
          new WalletInput.ConfirmPayment(7, ID, 3),
          new WalletInput.DecidePayment(7, ID, 3, WalletInput.PaidTo.SELLER, 2, "x"),
          new WalletInput.RequestPayout(7, ID, 5),
          new WalletInput.FinishPayout(7, ID, true),
          new WalletInput.DecidePayout(7, ID, ID, 5, 2, "why"),
          new WalletInput.ChargeBack(7, ID, ID, 5),
          new WalletInput.UnblockWallet(7, ID, 2, "x"));

  private final WalletEngine engine = new WalletEngine(_ -> {});

  @Test
  void everyRecordIsACommandOrThereIsAVerdict() {
    Fuzz.attempts(
        30_000,
        random -> {
          LogRecord record = record(random);
          try {
            Command command = engine.parse(record);
            assertThat(Long.toString(command.userId())).isEqualTo(record.key());
            assertThat(command.userId()).isPositive();
          } catch (MalformedContractException
              | IllegalArgumentException
              | ArithmeticException poison) {
            check(engine.poison(record, poison));
          }
        });
  }

  private static LogRecord record(SplittableRandom random) {
    WalletInput valid = VALID.get(random.nextInt(VALID.size()));
    byte[] value = ContractJson.write(valid);
    byte[] spoiled =
        random.nextInt(3) == 0 ? Mutations.of(random, value) : JsonMutations.of(random, value);
    String type = WalletInputCodec.typeOf(valid);
    return new LogRecord(
        0,
        5,
        1_000,
        random.nextInt(10) == 0 ? Mutations.of(random, "7") : "7",
        random.nextInt(20) == 0 ? OddValues.text(random) : type,
        spoiled,
        null);
  }

  private static void check(PoisonVerdict verdict) {
    switch (verdict) {
      case PoisonVerdict.Skip(var answers) ->
          answers.forEach(
              answer -> {
                ToKafka message = (ToKafka) answer;
                HoldDeclined declined = ContractJson.read(message.value(), HoldDeclined.class);
                assertThat(message.key()).isEqualTo(Long.toString(declined.auctionId()));
              });
      case PoisonVerdict.Stop(String reason) -> assertThat(reason).contains("money");
    }
  }
}
