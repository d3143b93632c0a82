package com.neighborbid.auction.selfaudit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.neighborbid.common.selfaudit.SelfAudit;
import com.neighborbid.common.selfaudit.SelfAudit.Sample;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What must always hold of auctions, as far as it is cheap to see: each question reads a bounded
/// number of rows by their keys, however long histories are.
@Configuration(proxyBeanMethods = false)
class AuctionAudit {
  /// An auction stands where the newest entry of its record says.
  private static final String STANDING =
      """
      select a.id, format('auction %s stands at %s with step %s, its record at %s with step %s',
        a.id, a.price, a.seq, e.price, e.seq) as words
      from auction a cross join lateral (
        select price, seq, hash from ledger_entry where auction_id = a.id
        order by seq desc limit 1) e
      where a.id = any (:ids) and (a.price, a.seq, a.ledger_hash) <> (e.price, e.seq, e.hash)
      """;

  /// Of the newest entries each follows the one before it, and each bid has raised the price; who
  /// takes a second chance pays what he had bid, which may be less.
  private static final String RECORD =
      """
      select s.auction_id as id, format('step %s of auction %s does not follow the one before it',
        s.seq, s.auction_id) as words
      from unnest(:ids::bigint[]) as u(id) cross join lateral (
        select auction_id, seq, kind, price,
          lead(seq) over newest as seq_before, lead(price) over newest as price_before,
          detail = 'SECOND_CHANCE' as offered
        from (
          select auction_id, seq, kind, price, detail from ledger_entry where auction_id = u.id
          order by seq desc limit 20) few
        window newest as (order by seq desc)) s
      where s.seq_before is not null
        and (s.seq <> s.seq_before + 1
          or (s.kind in ('BID', 'BOUGHT') and not s.offered and s.price <= s.price_before))
      """;

  /// The head of the queue is a bid that has waited for long.
  private static final String UNDECIDED =
      """
      select a.id,
        format('bid %s in auction %s has waited since %s', b.id, a.id, b.logged_at) as words
      from auction a
      join bid b on b.log_partition = a.log_partition and b.log_offset = a.first_undecided
      where a.id = any (:ids) and b.status = 'RECEIVED'
        and b.logged_at < now() - interval '10 minutes'
      """;

  /// An auction that has ended asks for nobody's money any more.
  private static final String RELEASED =
      """
      select a.id, format('auction %s ended at %s and still holds %s of bidder %s', a.id,
        a.ended_at, h.level_sent, h.bidder_id) as words
      from auction a join hold_level h on h.auction_id = a.id
      where a.id = any (:ids) and a.ended and a.first_undecided is null and a.offer_bidder is null
        and a.ended_at < now() - interval '10 minutes' and not h.captured and h.level_sent > 0
      """;

  /// Who has won is who leads, with a bid of his own, and has been asked to pay.
  private static final String WINNER =
      """
      select a.id, format('auction %s was won by %s, who has not been asked to pay', a.id,
        a.winner_id) as words
      from auction a
      left join hold_level h on h.auction_id = a.id and h.bidder_id = a.winner_id
      left join bid b on b.id = a.leader_bid
      where a.id = any (:ids) and a.winner_id is not null
        and (h.captured is not true or b.bidder_id is distinct from a.winner_id)
      """;

  private static final Map<String, String> CHECKS =
      Map.of(
          "standing", STANDING,
          "record", RECORD,
          "undecided", UNDECIDED,
          "auction-released", RELEASED,
          "winner", WINNER);

  static List<Sample> samples() {
    return List.of(
        new Sample(
            "running",
            "select id from auction where not ended and id > :after order by id limit :most",
            CHECKS),
        new Sample(
            "ended",
            "select id from auction where ended and id > :after order by id limit :most",
            CHECKS));
  }

  @Bean
  SelfAudit auctionSelfAudit(DataSource database, Clock clock, MeterRegistry registry) {
    return new SelfAudit(database, clock, registry, samples());
  }

  @Bean
  RecurringTask<SelfAudit.Turn> auctionSelfAuditTask(SelfAudit audit) {
    return audit.task();
  }
}
