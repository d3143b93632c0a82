package com.neighborbid.auction.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.AuctionServiceBase;
import com.neighborbid.auction.support.AuctionRows;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A seller's table of sales over HTTP.
class SalesIT extends AuctionServiceBase {
  private static final String PATH = "/api/me/reports/sales.csv";
  private static final long SALES_SELLER = 8_800_001;
  private static final long FIRST = 88_000_000;
  private static final String HEAD =
      "auction_id,title,category,opened_at,sold_at,sold_by,bids,start_price,price,fee,net,buyer";

  private AuctionRows rows;

  @BeforeEach
  void forget() {
    rows = new AuctionRows(jdbc);
    jdbc.sql("delete from auction where id between ? and ?").params(FIRST, FIRST + 10_000).update();
    jdbc.sql("delete from listing where auction_id between ? and ?")
        .params(FIRST, FIRST + 10_000)
        .update();
    jdbc.sql("delete from browse where auction_id between ? and ?")
        .params(FIRST, FIRST + 10_000)
        .update();
  }

  @Test
  void showsWhatWasSoldInTheDaysOfSeoul() throws Exception {
    rows.running(FIRST, 5, Instant.parse("2026-06-30T00:00:00Z"));
    // The 1st of March in Seoul goes from 15:00 to 15:00 UTC.
    sold(FIRST, "2026-02-28T14:59:59Z", "TIME", 10_000);
    sold(FIRST + 1, "2026-02-28T15:00:00Z", "BUY_NOW", 20_000);
    sold(FIRST + 2, "2026-03-01T14:59:59Z", "SELLER", 30_000);
    sold(FIRST + 3, "2026-03-01T15:00:00Z", "TIME", 40_000);
    rows.change(FIRST + 4, "ended = true, ended_by = 'TIME', ended_at = '2026-03-01T01:00:00Z'");
    rows.change(FIRST + 2, "fee_basis_points = 250, fee_minimum = 100");
    title(FIRST + 2, "=1+1, \"said\" 자전거");

    HttpResponse<String> answer = get(PATH + "?from=2026-03-01&to=2026-03-01", SALES_SELLER);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"sales-2026-03-01-2026-03-01.csv\"");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.body())
        .isEqualTo(
            String.join(
                "\r\n",
                HEAD,
                (FIRST + 2)
                    + ",\"'=1+1, \"\"said\"\" 자전거\",other,2026-02-01T09:00:00+09:00,"
                    + "2026-03-01T23:59:59+09:00,SELLER,3,1000,30000,750,29250,buyer-77",
                (FIRST + 1)
                    + ",A thing,other,2026-02-01T09:00:00+09:00,"
                    + "2026-03-01T00:00:00+09:00,BUY_NOW,3,1000,20000,0,20000,buyer-77",
                ""));
  }

  @Test
  void aSecondChanceIsASaleOfTheDayItWasTaken() throws Exception {
    rows.running(FIRST, 1, Instant.parse("2026-06-30T00:00:00Z"));
    sold(FIRST, "2026-03-01T01:00:00Z", "SECOND_CHANCE", 10_000);
    jdbc.sql(
            """
            insert into ledger_entry (auction_id, seq, kind, at, log_offset, price, ends_at, detail,
              hash)
            values (?, (select coalesce(max(seq), 0) + 1 from ledger_entry where auction_id = ?),
              'BOUGHT', '2026-03-05T01:00:00Z', 1, 10000, now(), 'SECOND_CHANCE', repeat('0', 64))
            """)
        .params(FIRST, FIRST)
        .update();
    assertThat(lines("?from=2026-03-01&to=2026-03-04")).containsExactly(HEAD);
    assertThat(lines("?from=2026-03-05&to=2026-03-05")).hasSize(2);
  }

  @Test
  void aLongTableIsWholeAndInOrder() throws Exception {
    rows.running(FIRST, 1_201, Instant.parse("2026-06-30T00:00:00Z"));
    sold(FIRST, FIRST + 1_200, "2026-03-01T01:00:00Z", "TIME", 10_000);
    List<String> lines = lines("?from=2026-03-01&to=2026-03-01");
    assertThat(lines).hasSize(1_202);
    assertThat(lines.get(1)).startsWith(FIRST + 1_200 + ",");
    assertThat(lines.getLast()).startsWith(FIRST + ",");
  }

  @Test
  void aByteOrderMarkComesWhereItIsAskedFor() throws Exception {
    assertThat(get(PATH + "?bom=true", SALES_SELLER).body()).startsWith("\ufeff" + HEAD);
    assertThat(get(PATH, SALES_SELLER).body()).startsWith(HEAD);
  }

  @Test
  void showsTheLastThirtyDaysWhereNothingIsSaid() throws Exception {
    rows.running(FIRST, 2, Instant.now().plusSeconds(60));
    LocalDate today = SeoulDays.of(Instant.now());
    sold(FIRST, SeoulDays.start(today.minusDays(29)).toString(), "TIME", 10_000);
    sold(FIRST + 1, SeoulDays.start(today.minusDays(29)).minusSeconds(1).toString(), "TIME", 5_000);
    assertThat(lines("")).hasSize(2);
  }

  @Test
  void refusesBadInputNamingTheField() throws Exception {
    bad("?from=yesterday", "from");
    bad("?from=2026-02-30", "from");
    bad("?from=1999-01-01", "from");
    bad("?to=2026-3-1", "to");
    bad("?to=%2B12026-03-01", "to");
    bad("?from=2026-03-02&to=2026-03-01", "to");
    bad("?from=2025-01-01&to=2026-03-01", "to");
    bad("?bom=perhaps", "bom");
    assertThat(get(PATH + "?from=2025-03-01&to=2026-03-01", SALES_SELLER).statusCode())
        .isEqualTo(200);
    expect(401, getAnonymously(PATH));
  }

  private void bad(String query, String field) throws Exception {
    assertThat(expect(400, get(PATH + query, SALES_SELLER)).at("/errors/0/field").asText())
        .as(query)
        .isEqualTo(field);
  }

  private List<String> lines(String query) throws Exception {
    HttpResponse<String> answer = get(PATH + query, SALES_SELLER);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().lines().toList();
  }

  private void sold(long id, String at, String by, long price) {
    sold(id, id, at, by, price);
  }

  private void sold(long first, long last, String at, String by, long price) {
    jdbc.sql(
            """
            update auction set seller_id = ?, opened_at = '2026-02-01T00:00:00Z', ended = true,
              ended_by = ?, ended_at = ?::timestamptz, price = ?, bid_count = 3, leader_id = 77,
              winner_id = 77, leader_max = ?, leader_bid = '00000000-0000-0000-0000-000000000001'
            where id between ? and ?
            """)
        .params(SALES_SELLER, by, at, price, price, first, last)
        .update();
    jdbc.sql("insert into bidder_name values (77, 'buyer-77', now()) on conflict do nothing")
        .update();
  }

  private void title(long id, String title) {
    jdbc.sql("update listing set title = ? where auction_id = ?").params(title, id).update();
  }
}
