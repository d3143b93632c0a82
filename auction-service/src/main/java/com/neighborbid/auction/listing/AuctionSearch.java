package com.neighborbid.auction.listing;

import com.neighborbid.auction.listing.Auctions.Filter;
import com.neighborbid.common.replica.ReplicaReads;
import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds which auctions a list shows, and in which order; not what they are.
@Component
class AuctionSearch {
  private final JdbcClient database;
  private final ReplicaReads replica;

  private record Place(long id, String sortValue) {}

  AuctionSearch(JdbcClient database, ReplicaReads replica) {
    this.database = database;
    this.replica = replica;
  }

  /// Maybe as it was a moment ago.
  ///
  /// @throws com.neighborbid.common.error.ApiException VALIDATION_FAILED for what is no status,
  ///   reach, condition or sort
  Page<Long> find(Filter filter, PageQuery page) {
    return replica.read(from -> find(from, filter, page));
  }

  /// As above, with all that is committed.
  Page<Long> now(Filter filter, PageQuery page) {
    return find(database, filter, page);
  }

  private static Page<Long> find(JdbcClient from, Filter filter, PageQuery page) {
    AuctionQuery query = filter.query();
    TextSearch.of(filter.text())
        .ifPresent(
            search -> search.few(from).ifPresentOrElse(query::among, () -> query.matching(search)));
    page.cursor().ifPresent(query::after);
    List<Place> places =
        from.sql(query.sql(page.rows()))
            .params(query.parameters())
            .query((row, _) -> new Place(row.getLong("id"), row.getString("sort_value")))
            .list();
    return Page.of(
            places,
            page.limit(),
            place -> Cursor.of(query.sort().name(), place.sortValue(), place.id()))
        .map(Place::id);
  }
}
