package com.neighborbid.auction.bidding.persistence;

import com.neighborbid.common.lane.LaneWrites;
import com.neighborbid.common.lane.Rows;
import java.util.Collection;

/// What lists filter and sort by, derived from the auction and its texts as they now stand.
public final class BrowseRows {
  /// Brings the rows of some auctions up to date, in the order of their ids: two that do it at once
  /// wait for each other and never in a circle. Who had to wait may have read the auction as it was
  /// before; what is over stays over. `%s` stands for what gives the ids.
  public static final String REFRESH =
      """
      insert into browse (auction_id, listing_version, seller_id, category, region, reach,
        item_condition, price, ends_ms, ended)
      select a.id, l.version, a.seller_id, l.category, l.region, a.reach, l.item_condition,
             case when a.price = 0 then a.start_price else a.price end,
             (extract(epoch from a.ends_at) * 1000)::int8, a.ended
      from auction a
      join listing l on l.auction_id = a.id and l.version = a.listing_version
      where a.id in (select id from %s as x(id))
      order by a.id
      on conflict (auction_id) do update
      set listing_version = excluded.listing_version, category = excluded.category,
          region = excluded.region, item_condition = excluded.item_condition,
          price = excluded.price, ends_ms = excluded.ends_ms,
          ended = browse.ended or excluded.ended
      where (browse.listing_version, browse.price, browse.ends_ms, browse.ended)
        is distinct from
        (excluded.listing_version, excluded.price, excluded.ends_ms,
          browse.ended or excluded.ended)""";

  private BrowseRows() {}

  /// Along with the batch that writes the auctions themselves.
  public static void refresh(LaneWrites writes, Collection<Long> auctions) {
    Rows rows = writes.rows(auctions.size());
    for (Long id : auctions) {
      rows.add(id);
      rows.next();
    }
    rows.write(REFRESH);
  }
}
