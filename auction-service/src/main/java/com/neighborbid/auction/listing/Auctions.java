package com.neighborbid.auction.listing;

import com.neighborbid.auction.seller.Sellers;
import com.neighborbid.auction.seller.Sellers.Seller;
import com.neighborbid.auction.watch.Watchlist;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Reach;
import com.neighborbid.common.contract.room.v1.RoomState;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads auctions as everybody may see them. The engine's rows are read as they are committed:
/// nobody sees less than an answer he already has.
@Component
public class Auctions {
  private final JdbcClient database;
  private final AuctionSearch search;
  private final Sellers sellers;
  private final Watchlist watchlist;
  private final Clock clock;

  Auctions(
      JdbcClient database,
      AuctionSearch search,
      Sellers sellers,
      Watchlist watchlist,
      Clock clock) {
    this.database = database;
    this.search = search;
    this.sellers = sellers;
    this.watchlist = watchlist;
    this.clock = clock;
  }

  /// The auction, or nothing where the engine has none with that id.
  public Optional<AuctionView> find(long id) {
    return find(id, null);
  }

  /// The auction as somebody sees it.
  ///
  /// @param readerId null where nobody is signed in
  public Optional<AuctionView> find(long id, @Nullable Long readerId) {
    Optional<AuctionRow> found =
        database
            .sql("select " + AuctionRow.COLUMNS + AuctionRow.FROM + " where a.id = ?")
            .param(id)
            .query((row, _) -> AuctionRow.of(row, clock.instant()))
            .optional();
    return found.map(row -> views(List.of(row), readerId, AuctionRow::view).getFirst());
  }

  /// The rows as somebody sees them, with one query more for each thing that all need.
  ///
  /// @param readerId null where nobody is signed in
  List<AuctionView> briefs(List<AuctionRow> rows, @Nullable Long readerId) {
    return views(rows, readerId, AuctionRow::brief);
  }

  private interface Shape {
    AuctionView of(AuctionRow row, Seller seller, @Nullable Boolean watching);
  }

  private List<AuctionView> views(List<AuctionRow> rows, @Nullable Long readerId, Shape shape) {
    Map<Long, Seller> known = sellers.of(rows.stream().map(AuctionRow::sellerId).toList());
    Set<Long> watched =
        readerId == null
            ? Set.of()
            : watchlist.among(readerId, rows.stream().map(AuctionRow::id).toList());
    return rows.stream()
        .map(
            row ->
                shape.of(
                    row,
                    Objects.requireNonNull(known.get(row.sellerId())),
                    readerId == null ? null : watched.contains(row.id())))
        .toList();
  }

  /// The auction.
  ///
  /// @throws ApiException AUCTION_NOT_FOUND
  public AuctionView require(long id) {
    return find(id).orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND));
  }

  /// What another service decides by; from the rows, and nobody is asked.
  ///
  /// @param status as everybody sees it
  /// @param winnerId null while running and when unsold
  public record Outline(
      long id, String title, RoomState.Status status, long sellerId, @Nullable Long winnerId) {}

  /// The auction in short, or nothing where the engine has none with that id.
  public Optional<Outline> outline(long id) {
    return rows(List.of(id)).stream()
        .map(
            row -> {
              AuctionView view = row.brief(new Seller(row.sellerId(), "", null), null);
              return new Outline(
                  view.id(), view.title(), view.status(), row.sellerId(), view.winnerId());
            })
        .findFirst();
  }

  /// Whether somebody sells anything that has not ended.
  public boolean isSelling(long sellerId) {
    return database
        .sql("select exists (select 1 from auction where seller_id = ? and not ended)")
        .param(sellerId)
        .query(Boolean.class)
        .single();
  }

  /// Auctions that somebody has sold, rising from after `after`, a page.
  public List<Long> sold(long sellerId, long after, int limit) {
    return database
        .sql(
            """
            select id from auction
            where seller_id = ? and id > ? and ended and winner_id is not null
            order by id limit ?
            """)
        .params(sellerId, after, limit)
        .query(Long.class)
        .list();
  }

  /// Who sells it.
  ///
  /// @throws ApiException AUCTION_NOT_FOUND
  public long sellerOf(long id) {
    return database
        .sql("select seller_id from auction where id = ?")
        .param(id)
        .query(Long.class)
        .optional()
        .orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND));
  }

  /// Ids of all auctions that have not ended.
  public List<Long> open() {
    return database.sql("select id from auction where not ended").query(Long.class).list();
  }

  /// Whether the engine knows the auction.
  public boolean exists(long id) {
    return database
        .sql("select exists (select 1 from auction where id = ?)")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  /// What to list; every part is optional.
  ///
  /// @param region a code; includes the regions below it
  /// @param sort `recent` (default), `price_asc`, `price_desc` or `end_soon`
  public record Filter(
      @Nullable String text,
      @Nullable String region,
      @Nullable String category,
      @Nullable Long sellerId,
      @Nullable Long minPrice,
      @Nullable Long maxPrice,
      @Nullable String status,
      @Nullable String reach,
      @Nullable String condition,
      @Nullable String sort) {
    AuctionQuery query() {
      return new AuctionQuery(AuctionQuery.Sort.of(sort))
          .inRegion(region)
          .where("b.category = ?", category)
          .where("b.seller_id = ?", sellerId)
          .where("b.price >= ?", minPrice)
          .where("b.price <= ?", maxPrice)
          .withStatus(status)
          .where("b.reach = ?", nameOf("reach", reach, Reach.values()))
          .where("b.item_condition = ?", nameOf("condition", condition, Condition.values()));
    }
  }

  private static @Nullable String nameOf(String field, @Nullable String value, Enum<?>[] names) {
    if (value != null && Arrays.stream(names).noneMatch(name -> name.name().equals(value))) {
      throw ApiException.invalid(field, "one of " + Arrays.toString(names));
    }
    return value;
  }

  /// One page of auctions. Which ones may come from a replica, a moment old; what they are now does
  /// not, and not which ones the reader sells.
  ///
  /// @param readerId null where nobody is signed in
  /// @throws com.neighborbid.common.error.ApiException VALIDATION_FAILED for what is no status,
  ///   reach, condition or sort
  public Page<AuctionView> list(Filter filter, PageQuery page, @Nullable Long readerId) {
    boolean own = readerId != null && readerId.equals(filter.sellerId());
    Page<Long> shown = own ? search.now(filter, page) : search.find(filter, page);
    Map<Long, AuctionRow> rows =
        rows(shown.items()).stream().collect(Collectors.toMap(AuctionRow::id, row -> row));
    List<AuctionRow> ordered =
        shown.items().stream().map(rows::get).filter(Objects::nonNull).toList();
    return new Page<>(briefs(ordered, readerId), shown.nextCursor());
  }

  private List<AuctionRow> rows(Collection<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : database
            .sql("select " + AuctionRow.COLUMNS + AuctionRow.FROM + " where a.id = any (?)")
            .param(ids.toArray(Long[]::new))
            .query((row, _) -> AuctionRow.of(row, clock.instant()))
            .list();
  }

  /// An auction by itself and as in a list, for somebody who is not signed in.
  record Shown(AuctionView full, AuctionView brief) {
    boolean isBriefSame() {
      return full.images().equals(brief.images());
    }
  }

  /// Those of some auctions that there are, in any order.
  List<Shown> shown(Collection<Long> ids) {
    List<AuctionRow> rows = rows(ids);
    Map<Long, Seller> known = sellers.of(rows.stream().map(AuctionRow::sellerId).toList());
    return rows.stream()
        .map(
            row -> {
              Seller seller = Objects.requireNonNull(known.get(row.sellerId()));
              return new Shown(row.view(seller, null), row.brief(seller, null));
            })
        .toList();
  }
}
