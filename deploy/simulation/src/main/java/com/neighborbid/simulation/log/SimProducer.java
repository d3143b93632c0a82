package com.neighborbid.simulation.log;

import com.neighborbid.simulation.fault.Io;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// A producer with one message in flight. After a failure it sends nothing more, as its user closes
/// it in the callback.
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // there is one thread
public final class SimProducer extends MockProducer<byte[], byte[]> {
  private final Broker broker;
  private final Io io;
  private final LongSupplier clock;
  private boolean shut;

  /// @param clock the sender's, in milliseconds
  public SimProducer(Broker broker, Io io, LongSupplier clock) {
    this.broker = broker;
    this.io = io;
    this.clock = clock;
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
    if (shut) {
      throw new IllegalStateException("the producer is closed");
    }
    long sentMs = clock.getAsLong();
    boolean slow = io.slowNext();
    try {
      Logged logged =
          io.run(
              () -> new KafkaException("no acknowledgement"), () -> broker.append(record, sentMs));
      RecordMetadata metadata =
          new RecordMetadata(
              new TopicPartition(logged.topic(), logged.partition()),
              logged.offset(),
              0,
              logged.stampMs(),
              logged.key().length,
              logged.value().length);
      callback.onCompletion(metadata, null);
      return slow ? new Slow(metadata, io) : CompletableFuture.completedFuture(metadata);
    } catch (KafkaException failure) {
      callback.onCompletion(null, failure);
      return CompletableFuture.failedFuture(failure);
    }
  }

  @Override
  public void close(Duration timeout) {
    shut = true;
  }

  @Override
  public void close() {
    shut = true;
  }

  /// An acknowledgement that is waited for twice.
  private static final class Slow extends CompletableFuture<RecordMetadata> {
    private final RecordMetadata metadata;
    private final Io io;
    private int waits = 2;

    Slow(RecordMetadata metadata, Io io) {
      this.metadata = metadata;
      this.io = io;
    }

    @Override
    public RecordMetadata get(long timeout, TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException {
      if (waits > 0) {
        waits--;
        io.freeze();
        throw new TimeoutException("not yet");
      }
      var _ = complete(metadata);
      return super.get(timeout, unit);
    }
  }
}
