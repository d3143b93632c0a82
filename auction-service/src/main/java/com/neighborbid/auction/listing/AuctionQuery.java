package com.neighborbid.auction.listing;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.web.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which auctions to list, and in which order. Built from the query string; every part is optional.
final class AuctionQuery {
  /// An order with a stable keyset: the sort value, then the id.
  enum Sort {
    RECENT("b.auction_id", false),
    PRICE_ASC("b.price", true),
    PRICE_DESC("b.price", false),
    END_SOON("b.ends_ms", true);

    final String expression;
    final boolean ascending;

    Sort(String expression, boolean ascending) {
      this.expression = expression;
      this.ascending = ascending;
    }

    static Sort of(@Nullable String name) {
      if (name == null) {
        return RECENT;
      }
      for (Sort sort : values()) {
        if (sort.publicName().equals(name)) {
          return sort;
        }
      }
      throw ApiException.invalid("sort", "one of recent, price_asc, price_desc, end_soon");
    }

    /// As in an address.
    String publicName() {
      return name().toLowerCase(Locale.ROOT);
    }

    String order() {
      String direction = ascending ? " asc" : " desc";
      return " order by " + expression + direction + ", b.auction_id" + direction;
    }
  }

  private static final String FROM =
      """
      from browse b
      join auction a on a.id = b.auction_id
      join listing l on l.auction_id = b.auction_id and l.version = b.listing_version
      """;

  /// A handful, found by their two indexes: along the order of a list one looks at all others
  /// first. The limit is there for the planner, which takes most of what is open to be late and
  /// would look at all of it. Where an outage has left more behind, the list shows those that are
  /// late longest, until they are closed.
  private static final String CLOSING =
      "select id from auction where closing and not ended union all (select id from auction"
          + " where ends_at <= now() and not ended order by ends_at limit 1000)";

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();
  private final Sort sort;

  AuctionQuery(Sort sort) {
    this.sort = sort;
    if (sort == Sort.END_SOON) {
      conditions.add("not b.ended");
    }
  }

  AuctionQuery where(String condition, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      parameters.add(value);
    }
    return this;
  }

  AuctionQuery inRegion(@Nullable String region) {
    if (region != null) {
      // Everything below a region begins with its code and a slash; the zero is what follows that.
      conditions.add("(b.region = ? or (b.region > ? and b.region < ?) or b.reach = 'NATIONAL')");
      parameters.add(region);
      parameters.add(region + "/");
      parameters.add(region + "0");
    }
    return this;
  }

  /// Only these versions of texts: what a search came to.
  AuctionQuery among(List<TextSearch.Hit> hits) {
    conditions.add(
        "(b.auction_id, b.listing_version) in (select * from unnest(?::int8[], ?::int4[]))");
    parameters.add(hits.stream().map(TextSearch.Hit::auctionId).toArray(Long[]::new));
    parameters.add(hits.stream().map(TextSearch.Hit::version).toArray(Integer[]::new));
    return this;
  }

  AuctionQuery matching(TextSearch search) {
    conditions.add(search.condition());
    parameters.addAll(search.parameters());
    return this;
  }

  AuctionQuery withStatus(@Nullable String status) {
    if (status == null) {
      return this;
    }
    // Whether it is over both rows say, written together. Asked of one: the planner would take both
    // for independent, expect next to nothing, and sort all that is open instead of following the
    // order of the list.
    conditions.add(
        switch (status) {
          case "WAITING" -> "not b.ended and (not a.started or a.pauses <> '')";
          case "ACTIVE" ->
              "not b.ended and a.started and not a.closing and a.ends_at > now() and a.pauses = ''";
          case "CLOSING" -> "not b.ended and a.pauses = '' and b.auction_id in (" + CLOSING + ")";
          case "ENDED" -> "b.ended and not a.cancelled";
          case "CANCELLED" -> "b.ended and a.cancelled";
          default -> throw ApiException.invalid("status", "no such status");
        });
    return this;
  }

  AuctionQuery after(Cursor cursor) {
    if (!cursor.text(0).equals(sort.name())) {
      throw Cursor.broken();
    }
    conditions.add(
        "(" + sort.expression + ", b.auction_id) " + (sort.ascending ? ">" : "<") + " (?, ?)");
    parameters.add(cursor.number(1));
    parameters.add(cursor.number(2));
    return this;
  }

  Sort sort() {
    return sort;
  }

  /// Of at most so many rows the auction's `id` and its `sort_value`.
  String sql(int rows) {
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    return "select b.auction_id as id, "
        + sort.expression
        + " as sort_value "
        + FROM
        + where
        + sort.order()
        + " limit "
        + rows;
  }

  List<Object> parameters() {
    return parameters;
  }
}
