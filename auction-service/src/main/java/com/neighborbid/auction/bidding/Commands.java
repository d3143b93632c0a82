package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.CommandRefusal;
import com.neighborbid.common.contract.BidIds;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.kafka.LogAppender.Appended;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Takes what somebody wants of an auction besides bidding: appends it to the log and waits for its
/// outcome. Decides nothing.
@Component
public class Commands {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final JdbcClient database;
  private final LogAppender appender;
  private final Waiters<UUID, DecidedCommand> waiters;
  private final Changes changes;
  private final Clock clock;

  Commands(
      JdbcClient database,
      LogAppender appender,
      Waiters<UUID, DecidedCommand> commandWaiters,
      Changes changes,
      Clock clock) {
    this.database = database;
    this.appender = appender;
    this.waiters = commandWaiters;
    this.changes = changes;
    this.clock = clock;
  }

  /// Asks for something and waits until it is decided, which takes as long as earlier bids do.
  ///
  /// @param input makes the record from the id of the request
  /// @return whether it is done; false where the log has it and it is not decided within some
  ///   seconds
  /// @throws ApiException with the code of the refusal; SERVICE_UNAVAILABLE where nobody knows
  ///   whether the log has it
  /// @throws com.neighborbid.common.kafka.LogUnavailableException if it was certainly not asked for
  public boolean ask(Function<UUID, AuctionInput> input) throws InterruptedException {
    UUID id = BidIds.timeOrdered(clock);
    try (var waiting = waiters.begin(id)) {
      CompletableFuture<Appended> appended = append(id, input.apply(id));
      Optional<DecidedCommand> outcome = waiting.await(PATIENCE, () -> look(id));
      outcome.ifPresent(decided -> changes.known(decided.auctionId(), decided.seq()));
      outcome.ifPresent(Commands::refuse);
      if (outcome.isEmpty() && appended.state() != Future.State.SUCCESS) {
        throw ApiException.of(ErrorCode.SERVICE_UNAVAILABLE).withRetryAfter(TRY_AGAIN);
      }
      return outcome.isPresent();
    }
  }

  /// Asks for something that nobody waits for.
  public void askOnly(Function<UUID, AuctionInput> input) {
    UUID id = BidIds.timeOrdered(clock);
    var _ = append(id, input.apply(id));
  }

  private CompletableFuture<Appended> append(UUID id, AuctionInput input) {
    return appender.append(
        Topics.AUCTION_LOG,
        input.auctionId(),
        AuctionInputCodec.typeOf(input),
        id.toString(),
        ContractJson.write(input));
  }

  private static void refuse(DecidedCommand outcome) {
    String code = outcome.code();
    if (code != null) {
      boolean terms = code.equals(CommandRefusal.INVALID_TERMS.name());
      throw ApiException.of(terms ? ErrorCode.VALIDATION_FAILED : ErrorCode.valueOf(code));
    }
  }

  /// The database may be away by now; the command is in the log and will be decided.
  private Optional<DecidedCommand> look(UUID id) {
    try {
      return database
          .sql("select auction_id, code, seq_after, decided_at from command_outcome where id = ?")
          .param(id)
          .query(
              (row, _) ->
                  new DecidedCommand(
                      id,
                      row.getLong("auction_id"),
                      row.getString("code"),
                      row.getLong("seq_after"),
                      row.getTimestamp("decided_at").getTime()))
          .optional();
    } catch (DataAccessException _) {
      return Optional.empty();
    }
  }
}
