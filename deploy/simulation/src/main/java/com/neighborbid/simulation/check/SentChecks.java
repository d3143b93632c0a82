package com.neighborbid.simulation.check;

import com.neighborbid.common.lane.LaneTurns;
import com.neighborbid.common.lane.Outgoing;
import com.neighborbid.common.lane.Outgoing.ToKafka;
import com.neighborbid.simulation.database.Row;
import com.neighborbid.simulation.log.Logged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is published equals the outbox, in order per lane after dropping repeats (6): nothing that
/// was not committed, nothing overtaken, nothing left out.
public final class SentChecks {
  private final Findings findings;
  private final Pattern sentByLane;
  private final Map<String, Lane> lanes = new HashMap<>();

  private static final class Lane {
    final List<ToKafka> messages = new ArrayList<>();
    final Map<String, Integer> places = new HashMap<>();
    int sent;
    long seq;
  }

  /// @param group the lanes' consumer group
  public SentChecks(Findings findings, String group) {
    this.findings = findings;
    this.sentByLane = Pattern.compile("(" + group + "/.*)/\\d+@\\d+/\\d+");
  }

  /// An outbox row was committed.
  ///
  /// @return what it says
  public List<Outgoing> committed(Row row) {
    String name =
        row.text("consumer_group") + "/" + row.text("topic") + "-" + row.number("partition");
    Lane lane = lanes.computeIfAbsent(name, _ -> new Lane());
    long seq = row.number("seq");
    findings.require(seq == ++lane.seq, "an outbox row is missing or twice", name + "/" + seq);
    List<Outgoing> messages = LaneTurns.messages(row.bytes("messages"));
    for (Outgoing said : messages) {
      if (said instanceof ToKafka message) {
        String id = id(name, message);
        findings.require(
            lane.places.put(id, lane.messages.size()) == null, "two messages have one name", id);
        lane.messages.add(message);
      }
    }
    return messages;
  }

  /// A record has arrived in a log.
  public void arrived(Logged record) {
    String id = record.id();
    Matcher matcher = sentByLane.matcher(id == null ? "" : id);
    if (id == null || !matcher.matches()) {
      return; // not sent by these lanes
    }
    Lane lane = lanes.get(matcher.group(1));
    Integer place = lane == null ? null : lane.places.get(id);
    if (lane == null || place == null) {
      findings.broken("a message was sent that is not committed", id);
      return;
    }
    ToKafka message = lane.messages.get(place);
    boolean same =
        message.topic().equals(record.topic())
            && message.key().equals(record.keyText())
            && Arrays.equals(message.value(), record.value());
    findings.require(same, "a message differs from its outbox row", id);
    findings.require(place <= lane.sent, "a message was overtaken by a later one", id);
    lane.sent = Math.max(lane.sent, place + 1);
  }

  /// Others have decided the same log, in other batches: they have said the same, in the same order
  /// and under the same names.
  public void requireSame(SentChecks again) {
    lanes.forEach(
        (name, lane) -> {
          List<ToKafka> other = again.lanes.getOrDefault(name, new Lane()).messages;
          findings.require(
              lane.messages.size() == other.size(),
              "deciding again says more or less",
              "%s %d instead of %d".formatted(name, other.size(), lane.messages.size()));
          for (int i = 0; i < Math.min(other.size(), lane.messages.size()); i++) {
            ToKafka first = lane.messages.get(i);
            ToKafka second = other.get(i);
            findings.require(
                id(name, first).equals(id(name, second)),
                "deciding again gives another name",
                id(name, first) + " is " + id(name, second));
            findings.require(
                first.topic().equals(second.topic())
                    && first.key().equals(second.key())
                    && first.type().equals(second.type())
                    && Arrays.equals(first.value(), second.value()),
                "deciding again says something else",
                id(name, first));
          }
        });
    findings.require(
        lanes.keySet().containsAll(again.lanes.keySet()),
        "deciding again says more or less",
        again.lanes.keySet());
  }

  /// How a message is named; written down here a second time, from the rule.
  public static String id(String lane, ToKafka message) {
    return lane + "/" + message.offset() + "@" + message.timeMs() + "/" + message.index();
  }

  /// Everything has been sent.
  void atRest() {
    lanes.forEach(
        (name, lane) ->
            findings.require(
                lane.sent == lane.messages.size(),
                "messages were never sent",
                name + " sent " + lane.sent + " of " + lane.messages.size()));
  }
}
