package com.neighborbid.simulation.mutation;

import com.neighborbid.simulation.database.Row;
import com.neighborbid.simulation.database.Tampering;
import java.util.function.Consumer;

/// A database with a planted bug.
public final class BrokenDatabase implements Tampering {
  private final Mutation mutation;
  private final Consumer<Row> early;

  /// @param early sends what an outbox row says
  public BrokenDatabase(Mutation mutation, Consumer<Row> early) {
    this.mutation = mutation;
    this.early = early;
  }

  @Override
  public boolean raisesEpoch() {
    return mutation != Mutation.FENCE_SKIPPED;
  }

  @Override
  public Row lane(Row row, boolean taking) {
    return switch (mutation) {
      case UNSENT_FORGOTTEN -> taking ? row.with("kafka_sent", row.number("outbox_seq")) : row;
      case DECIDED_TWICE -> row.with("next_offset", Math.max(0, row.number("next_offset") - 3));
      default -> row;
    };
  }

  @Override
  public boolean finds(String table) {
    return switch (mutation) {
      case BID_REPEATED -> !table.equals("bid");
      case CREDIT_REPEATED -> !table.equals("credit");
      default -> true;
    };
  }

  @Override
  public boolean permitsDuplicates() {
    return mutation == Mutation.BID_REPEATED || mutation == Mutation.CREDIT_REPEATED;
  }

  @Override
  public void outboxWritten(Row row) {
    if (mutation == Mutation.SENT_BEFORE_COMMIT) {
      early.accept(row);
    }
  }
}
