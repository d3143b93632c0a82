package com.neighborbid.wallet.ledger;

import com.neighborbid.common.lane.LaneEngine;
import com.neighborbid.common.lane.LaneInput;
import com.neighborbid.common.lane.LaneOutput;
import com.neighborbid.common.lane.LaneWrites;
import com.neighborbid.common.lane.LogRecord;
import com.neighborbid.common.lane.Outgoing;
import com.neighborbid.wallet.ledger.LedgerStore.PlacedTransfer;
import com.neighborbid.wallet.ledger.domain.Command;
import com.neighborbid.wallet.ledger.domain.Decision;
import com.neighborbid.wallet.ledger.domain.Ledger;
import com.neighborbid.wallet.ledger.domain.MoneyRequest;
import com.neighborbid.wallet.ledger.domain.SellerCredit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Decides `wallet.log`: load what a batch touches, decide and fold in memory, write once.
///
/// Nothing is kept between batches: what the database holds is always the truth, and loading is one
/// query per table however many records a batch has.
public final class WalletEngine implements LaneEngine<Command> {
  /// Records whose money would hang in the air if they were skipped.
  private static final Set<String> NEVER_SKIPPED =
      Set.of(
          "wallet.Capture.v1",
          "wallet.CaptureUntilConfirmed.v1",
          "wallet.Credit.v1",
          "wallet.ChargeBack.v1",
          "wallet.FinishPayout.v1");

  private final Consumer<MoneyRequest> decided;

  /// @param decided told of each request once it is committed
  public WalletEngine(Consumer<MoneyRequest> decided) {
    this.decided = decided;
  }

  @Override
  public Command parse(LogRecord record) {
    return CommandReader.read(record);
  }

  @Override
  public Batch<Command> begin(Connection connection, List<LaneInput<Command>> inputs)
      throws SQLException {
    List<Command> commands = inputs.stream().map(LaneInput::input).toList();
    return new WalletBatch(LedgerStore.load(connection, commands), decided);
  }

  @Override
  public PoisonVerdict poison(LogRecord record, Exception failure) {
    if (NEVER_SKIPPED.contains(record.type())) {
      return new PoisonVerdict.Stop("money hangs on this " + record.type());
    }
    List<Outgoing> answers =
        CommandReader.declined(record).map(no -> Messages.toAuction(no, record)).stream().toList();
    return new PoisonVerdict.Skip(answers);
  }

  @Override
  public void taken(int partition, Connection connection) {
    // Nothing is cached.
  }

  @Override
  public void dropped(int partition) {
    // Nothing is cached.
  }

  @Override
  public void tick() {
    // A wallet has no timers: holds end when the auction says so.
  }

  /// What one transaction decides.
  private static final class WalletBatch implements Batch<Command> {
    private final Ledger ledger;
    private final Consumer<MoneyRequest> decided;
    private final List<PlacedTransfer> transfers = new ArrayList<>();
    private final List<MoneyRequest> requests = new ArrayList<>();
    private final List<SellerCredit> credits = new ArrayList<>();
    private final Refunds refunds = new Refunds();

    WalletBatch(Ledger ledger, Consumer<MoneyRequest> decided) {
      this.ledger = ledger;
      this.decided = decided;
    }

    @Override
    public void decide(LaneInput<Command> input, LaneOutput output) {
      LogRecord record = input.record();
      Decision decision = ledger.decide(input.input(), record.timeMs());
      for (int i = 0; i < decision.transfers().size(); i++) {
        transfers.add(PlacedTransfer.of(record, i, decision.transfers().get(i)));
      }
      decision.request().ifPresent(requests::add);
      decision.credit().ifPresent(credits::add);
      refunds.note(record, decision.transfers());
      decision.notices().forEach(notice -> output.add(Messages.of(notice, record)));
    }

    @Override
    public void endOfLane(int partition, LaneOutput output) {
      // Everything else was said record by record.
      refunds.tell(partition, output);
    }

    @Override
    public void write(LaneWrites writes) {
      LedgerStore.writeWallets(writes, ledger.changedWallets());
      LedgerStore.writePositions(writes, ledger.changedPositions());
      LedgerStore.writeTransfers(writes, transfers);
      LedgerStore.writeRequests(writes, requests);
      LedgerStore.writeCredits(writes, credits);
      ChangeStore.write(writes, ledger.changes());
    }

    @Override
    public void committed() {
      requests.forEach(decided);
    }
  }
}
