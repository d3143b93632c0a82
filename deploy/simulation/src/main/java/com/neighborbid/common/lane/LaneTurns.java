package com.neighborbid.common.lane;

import com.neighborbid.common.lane.LaneRow.LastRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/// The loop of a lane thread, as production runs it, over whatever consumer, producer, database and
/// clock it is given; one turn at a time.
public final class LaneTurns<I> {
  private static final SimpleMeterRegistry FIGURES = new SimpleMeterRegistry();

  private final LaneWorker<I> worker;

  /// What the loop talks to.
  ///
  /// @param producers makes a producer, as often as one breaks
  /// @param nanos a clock that never goes back
  /// @param sleep lets time pass, in milliseconds
  public record Outside(
      Consumer<byte[], byte[]> consumer,
      Supplier<Producer<byte[], byte[]>> producers,
      DataSource database,
      Log log,
      Clock clock,
      LongSupplier nanos,
      java.util.function.LongConsumer sleep) {}

  /// What there is to know about a log.
  public interface Log {
    int partitions();

    /// The record's key, value and stamp; null where there is none.
    @Nullable Stamped at(int partition, long offset);
  }

  /// A record as the log holds it.
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  public record Stamped(byte[] key, byte[] value, long stampMs) {}

  public LaneTurns(LaneSettings settings, LaneEngine<I> engine, Outside outside) {
    LaneTime time = time(outside);
    LogFacts facts = facts(outside.log());
    worker =
        new LaneWorker<>(
            settings,
            outside.consumer(),
            new LaneProducer(outside.producers(), settings.source(), time),
            engine,
            outside.database(),
            facts,
            new LogWatch(facts, settings.topic()),
            SidePublisher.none(),
            new LaneMetrics(FIGURES, settings.group()),
            outside.clock(),
            time,
            () -> {});
  }

  /// Joins the group.
  public void subscribe() {
    worker.subscribe();
  }

  /// Polls once, decides what came, recovers from what goes wrong.
  public void turn() {
    try {
      worker.turnOrRecover();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts here", e);
    }
  }

  /// Why lanes have stopped; empty where none has.
  public List<String> stopped() {
    return worker.lanes().stream()
        .filter(lane -> lane.phase == LaneState.Phase.STOPPED)
        .map(lane -> lane.key + ": " + lane.stopReason)
        .toList();
  }

  /// How often something has happened to all lanes of this process, by the name of the product's
  /// own figure.
  public static long count(String figure) {
    return FIGURES.find(figure).counters().stream()
        .mapToLong(counter -> (long) counter.count())
        .sum();
  }

  /// The messages of an outbox row, as it is stored.
  public static List<Outgoing> messages(byte[] stored) {
    return OutboxCodec.decode(stored);
  }

  /// What a decision has said so far.
  public static List<Outgoing> said(LaneOutput output) {
    return output.messages();
  }

  private static LaneTime time(Outside outside) {
    return new LaneTime() {
      @Override
      public long nanos() {
        return outside.nanos().getAsLong();
      }

      @Override
      public void sleep(Duration length) {
        outside.sleep().accept(length.toMillis());
      }
    };
  }

  private static LogFacts facts(Log log) {
    return new LogFacts() {
      @Override
      public LogIdentity.Log describe(String topic) {
        return new LogIdentity.Log(topic, log.partitions());
      }

      @Override
      public Optional<String> lastRecordMismatch(LaneKey lane, @Nullable LastRecord last) {
        if (last == null) {
          return Optional.empty();
        }
        Stamped found = log.at(lane.partition(), last.offset());
        return found != null && crc(found) == last.crc()
            ? Optional.empty()
            : Optional.of(lane + " has another record at " + last.offset());
      }
    };
  }

  private static long crc(Stamped record) {
    CRC32C crc = new CRC32C();
    crc.update(record.key());
    crc.update(record.value());
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, record.stampMs()));
    return crc.getValue();
  }
}
