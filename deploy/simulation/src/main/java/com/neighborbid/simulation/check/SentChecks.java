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
    this.sentByLane = Pattern.compile("(" + group + "/.*)/\\d+/\\d+");
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
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i) instanceof ToKafka message) {
        lane.places.put(name + "/" + seq + "/" + i, lane.messages.size());
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
