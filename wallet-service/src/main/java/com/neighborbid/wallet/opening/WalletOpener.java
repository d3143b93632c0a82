package com.neighborbid.wallet.opening;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.user.v1.UserEvent;
import com.neighborbid.common.contract.user.v1.UserEvent.UserRegistered;
import com.neighborbid.common.contract.user.v1.UserEventCodec;
import com.neighborbid.common.contract.wallet.v1.WalletInput.OpenWallet;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.common.lane.DeadLetter;
import com.neighborbid.common.lane.LogRecord;
import com.neighborbid.common.web.RequestIds;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/// Appends an `OpenWallet` for every `UserRegistered`. The offset is committed once the log has it;
/// a repeat opens nothing twice, because the engine knows the wallet.
@Component
class WalletOpener {
  private static final Logger log = LoggerFactory.getLogger(WalletOpener.class);
  private static final int APPEND_LIMIT_S = 10;

  private final LogAppender appender;

  WalletOpener(LogAppender appender) {
    this.appender = appender;
  }

  @KafkaListener(
      id = "wallet-opener",
      topics = Topics.USER_EVENTS,
      containerFactory = OpeningConfiguration.CONTAINERS)
  void onUserEvent(ConsumerRecord<byte[], byte[]> event, Acknowledgment acknowledgment)
      throws ExecutionException, InterruptedException, TimeoutException {
    MDC.put(RequestIds.MDC_KEY, RequestIds.accept(requestId(event)));
    try {
      handle(event);
      acknowledgment.acknowledge();
    } finally {
      MDC.remove(RequestIds.MDC_KEY);
    }
  }

  private void handle(ConsumerRecord<byte[], byte[]> event)
      throws ExecutionException, InterruptedException, TimeoutException {
    UserEvent read;
    try {
      read = read(event);
    } catch (MalformedContractException | NumberFormatException e) {
      log.warn(
          "{}-{} at {} is not readable and goes to the dead letters: {}",
          event.topic(),
          event.partition(),
          event.offset(),
          e.toString());
      append(
          Topics.deadLetters(Topics.USER_EVENTS),
          0,
          DeadLetter.TYPE,
          place(event),
          letter(event, e).toJson());
      return;
    }
    if (read instanceof UserRegistered registered) {
      OpenWallet open = new OpenWallet(registered.userId());
      append(
          Topics.WALLET_LOG,
          open.userId(),
          WalletInputCodec.typeOf(open),
          "open/" + open.userId(),
          ContractJson.write(open));
    }
  }

  private void append(String topic, long key, String type, String id, byte[] value)
      throws ExecutionException, InterruptedException, TimeoutException {
    var _ = appender.append(topic, key, type, id, value).get(APPEND_LIMIT_S, TimeUnit.SECONDS);
  }

  private static UserEvent read(ConsumerRecord<byte[], byte[]> event) {
    long userId = Long.parseLong(key(event));
    byte[] value = event.value() == null ? new byte[0] : event.value();
    UserEvent read = UserEventCodec.decode(text(event, RecordHeaders.TYPE), userId, value);
    if (read.userId() != userId || userId < 1) {
      throw new MalformedContractException(
          "user " + read.userId() + " under the key " + userId, null);
    }
    return read;
  }

  /// Cut to a length that always fits: a letter that Kafka refuses would be sent for ever.
  private static DeadLetter letter(ConsumerRecord<byte[], byte[]> event, RuntimeException reason) {
    LogRecord record =
        new LogRecord(
            event.partition(),
            event.offset(),
            event.timestamp(),
            key(event),
            text(event, RecordHeaders.TYPE),
            event.value() == null ? new byte[0] : event.value(),
            null);
    return DeadLetter.of(event.topic(), record, reason.toString());
  }

  private static @Nullable String requestId(ConsumerRecord<byte[], byte[]> event) {
    return RecordHeaders.text(event.headers(), RecordHeaders.REQUEST_ID);
  }

  private static String place(ConsumerRecord<byte[], byte[]> event) {
    return event.topic() + "/" + event.partition() + "/" + event.offset();
  }

  private static String key(ConsumerRecord<byte[], byte[]> event) {
    return event.key() == null ? "" : new String(event.key(), StandardCharsets.UTF_8);
  }

  private static String text(ConsumerRecord<byte[], byte[]> event, String header) {
    String value = RecordHeaders.text(event.headers(), header);
    return value == null ? "" : value;
  }
}
