package com.neighborbid.systemtests.audit;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.common.lane.LaneKey;
import com.neighborbid.systemtests.audit.Outbox.Message;
import com.neighborbid.systemtests.audit.Outbox.Sent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What stands on the topics is what the engines have said: everything that was sent is there,
/// nothing else is, and after dropping repeats it is in order for each key. Rows of the outbox that
/// have gone by their age are not missed.
final class EventsCheck {
  /// Questions and answers are written by HTTP and leave by an outbox of their own, whose rows go.
  private static final String OF_NO_ENGINE = "auction.CommentPosted.v1";

  private final Map<LaneKey, Lane> lanes = new HashMap<>();
  private final Map<Sent, Message> said = new HashMap<>();
  private final Map<LaneKey, Sent> first = new HashMap<>();
  private final Finding.Builder finding = new Finding.Builder(Invariant.EVENTS);

  private EventsCheck(AuctionData auction, WalletData wallet) {
    add(auction.lanes(), auction.outbox());
    add(wallet.lanes(), wallet.outbox());
  }

  private void add(List<Lane> own, Outbox outbox) {
    own.forEach(lane -> lanes.put(lane.key(), lane));
    said.putAll(outbox.messages());
    first.putAll(outbox.first());
  }

  static Finding run(AuctionData auction, WalletData wallet, LogReader log) {
    EventsCheck check = new EventsCheck(auction, wallet);
    for (String topic :
        List.of(
            Topics.AUCTION_EVENTS, Topics.WALLET_EVENTS, Topics.AUCTION_LOG, Topics.WALLET_LOG)) {
      check.new OnTopic(topic).run(log);
    }
    return check.finding.done();
  }

  /// Messages of one lane with one key.
  private record Line(LaneKey lane, String key) {}

  private final class OnTopic {
    private final String topic;
    private final Map<Sent, Integer> arrived = new HashMap<>();
    private final Map<Line, Sent> last = new HashMap<>();

    OnTopic(String topic) {
      this.topic = topic;
    }

    void run(LogReader log) {
      boolean whole = log.all(topic, this::take);
      if (whole) {
        said.forEach(this::mustBeThere);
      }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
      if (OF_NO_ENGINE.equals(RecordHeaders.text(record.headers(), RecordHeaders.TYPE))) {
        return;
      }
      @Nullable String id = RecordHeaders.text(record.headers(), RecordHeaders.ID);
      Optional<Sent> sent = id == null ? Optional.empty() : Sent.of(id);
      if (sent.isPresent()) {
        take(sent.get(), record);
      } else if (topic.equals(Topics.AUCTION_EVENTS) || topic.equals(Topics.WALLET_EVENTS)) {
        finding.offender("%s has %s, which no engine said".formatted(topic, id));
      }
      // What the edges append to the logs is looked after by the other checks.
    }

    private void take(Sent read, ConsumerRecord<byte[], byte[]> record) {
      @Nullable Lane lane = lanes.get(read.lane());
      if (lane == null) {
        finding.offender("%s has %s, there is no such lane".formatted(topic, read));
        return;
      }
      Sent sent = read.by(lane.key());
      if (!said.containsKey(sent) && isAfter(sent, lane)) {
        return; // said after the rows were read
      }
      @Nullable String type = RecordHeaders.text(record.headers(), RecordHeaders.TYPE);
      int content = Outbox.fingerprint(record.key(), String.valueOf(type), record.value());
      @Nullable Integer before = arrived.putIfAbsent(sent, content);
      if (before != null) {
        finding.require(before == content, "%s has %s twice, with other words", topic, sent);
        return;
      }
      finding.examined(1);
      compare(sent, content);
      Line line = new Line(sent.lane(), new String(record.key(), StandardCharsets.UTF_8));
      @Nullable Sent previous = last.put(line, sent);
      finding.require(
          previous == null || Sent.ORDER.compare(previous, sent) < 0,
          "%s has %s after %s",
          topic,
          sent,
          String.valueOf(previous));
    }

    private static boolean isAfter(Sent sent, Lane lane) {
      return sent.followsFromRecord()
          ? sent.number() >= lane.nextOffset()
          : sent.number() > lane.outboxSeq();
    }

    private void compare(Sent sent, int content) {
      @Nullable Message message = said.get(sent);
      @Nullable Sent oldest = first.get(sent.lane());
      boolean kept =
          sent.followsFromRecord() && oldest != null && Sent.ORDER.compare(sent, oldest) >= 0;
      if (message == null && !kept) {
        return;
      }
      finding.require(
          message != null && message.topic().equals(topic) && message.fingerprint() == content,
          "%s has %s, the outbox says something else",
          topic,
          sent);
    }

    private void mustBeThere(Sent sent, Message message) {
      @Nullable Lane lane = lanes.get(sent.lane());
      if (message.topic().equals(topic) && lane != null && message.row() <= lane.kafkaSent()) {
        finding.require(arrived.containsKey(sent), "%s was sent to %s, not there", sent, topic);
      }
    }
  }
}
