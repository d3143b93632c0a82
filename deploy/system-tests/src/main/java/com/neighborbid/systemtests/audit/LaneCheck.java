package com.neighborbid.systemtests.audit;

import com.neighborbid.common.contract.Topics;
import java.util.List;
import java.util.Map;

/// At rest the engines are at the end of their logs, and all that they said has left.
final class LaneCheck {
  private LaneCheck() {}

  static Finding run(AuctionData auction, WalletData wallet, LogReader log) {
    Finding.Builder finding = new Finding.Builder(Invariant.LANES);
    check(Topics.AUCTION_LOG, auction.lanes(), log, finding);
    check(Topics.WALLET_LOG, wallet.lanes(), log, finding);
    return finding.done();
  }

  private static void check(
      String topic, List<Lane> lanes, LogReader log, Finding.Builder finding) {
    Map<Integer, Long> ends = log.ends(topic);
    ends.forEach(
        (partition, end) ->
            finding.require(
                end == 0 || lanes.stream().anyMatch(lane -> is(lane, topic, partition)),
                "nobody decides %s-%d",
                topic,
                partition));
    for (Lane lane : lanes) {
      finding.examined(1);
      long end = ends.getOrDefault(lane.partition(), -1L);
      finding.require(lane.nextOffset() == end, "%s is at %d of %d", lane, lane.nextOffset(), end);
      finding.require(
          lane.kafkaSent() == lane.outboxSeq(),
          "%s has sent %d of %d batches",
          lane,
          lane.kafkaSent(),
          lane.outboxSeq());
      finding.require(
          lane.partitionCount() == ends.size(),
          "%s knows %d partitions",
          lane,
          lane.partitionCount());
    }
  }

  private static boolean is(Lane lane, String topic, int partition) {
    return lane.topic().equals(topic) && lane.partition() == partition;
  }
}
