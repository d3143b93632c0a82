package com.neighborbid.auction.listing;

import com.neighborbid.auction.cache.AuctionCache;
import com.neighborbid.auction.cache.AuctionCopy;
import com.neighborbid.auction.cache.Heat;
import com.neighborbid.auction.cache.ListCopy;
import com.neighborbid.auction.cache.ListKey;
import com.neighborbid.auction.listing.Auctions.Filter;
import com.neighborbid.common.contract.room.v1.RoomState.Status;
import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Auctions as they are sent. To readers who are not signed in from copies: of each auction one,
/// and of each list which auctions it shows, so that also in lists a price is as new as by itself.
/// To who is signed in from the rows: he may have bid a moment ago, elsewhere.
@Component
public class PublicAuctions {
  private static final Duration ABOUT_TO_END = Duration.ofMinutes(5);
  private static final int AT_ONCE = 50;

  private final Auctions auctions;
  private final AuctionSearch search;
  private final AuctionCache cache;
  private final AuctionJson json;
  private final Clock clock;

  /// JSON, ready to be sent.
  ///
  /// @param etag quoted, as in the header
  public record Ready(String etag, byte[] body) {}

  PublicAuctions(
      Auctions auctions, AuctionSearch search, AuctionCache cache, AuctionJson json, Clock clock) {
    this.auctions = auctions;
    this.search = search;
    this.cache = cache;
    this.json = json;
    this.clock = clock;
  }

  /// The auction, or nothing where there is none with that id.
  ///
  /// @param readerId null where nobody is signed in
  public Optional<Ready> find(long id, @Nullable Long readerId) {
    if (readerId != null) {
      return auctions.find(id, readerId).map(view -> ready(json.of(view)));
    }
    AuctionCopy copy =
        cache.auction(id, one -> Objects.requireNonNull(load(List.of(one)).get(one)));
    return copy.isPresent() ? Optional.of(new Ready(copy.etag(), copy.full())) : Optional.empty();
  }

  /// Several auctions for readers who are not signed in, without those that do not exist.
  public Map<Long, Ready> find(Collection<Long> ids) {
    Map<Long, Ready> found = new LinkedHashMap<>();
    cache
        .auctions(ids, this::load)
        .forEach(
            (id, copy) -> {
              if (copy.isPresent()) {
                found.put(id, new Ready(copy.etag(), copy.full()));
              }
            });
    return found;
  }

  /// One page of auctions.
  ///
  /// @param readerId null where nobody is signed in
  /// @throws com.neighborbid.common.error.ApiException VALIDATION_FAILED for what is no status,
  ///   reach, condition or sort, or a cursor of another list
  public Ready list(Filter filter, PageQuery page, @Nullable Long readerId) {
    if (readerId != null) {
      Page<AuctionView> views = auctions.list(filter, page, readerId);
      return ready(json.page(views.items().stream().map(json::of).toList(), views.nextCursor()));
    }
    ListCopy list = cache.list(key(filter, page), _ -> loadList(filter, page));
    List<byte[]> items =
        cache.auctions(list.ids(), this::load).values().stream()
            .filter(AuctionCopy::isPresent)
            .map(AuctionCopy::brief)
            .toList();
    return ready(json.page(items, list.nextCursor()));
  }

  /// Loads those of which there is no copy near.
  void warm(List<Long> ids) {
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      var _ = cache.auctions(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)), this::load);
    }
  }

  private static Ready ready(byte[] body) {
    return new Ready(AuctionJson.etag(body), body);
  }

  private static ListKey key(Filter filter, PageQuery page) {
    return ListKey.of(
        filter.text(),
        filter.region(),
        filter.category(),
        filter.sellerId(),
        filter.minPrice(),
        filter.maxPrice(),
        filter.status(),
        filter.reach(),
        filter.condition(),
        filter.sort(),
        page.limit(),
        page.cursor().map(Cursor::encode).orElse(null));
  }

  private ListCopy loadList(Filter filter, PageQuery page) {
    Page<Long> ids = search.find(filter, page);
    return new ListCopy(ids.items(), ids.nextCursor(), heat(filter));
  }

  /// Lists that follow prices or the time are soon others. What is opened, edited or over drops all
  /// lists.
  private static Heat heat(Filter filter) {
    if (filter.text() != null) {
      return Heat.HOT; // what was typed is hardly asked again
    }
    boolean byPrice = filter.minPrice() != null || filter.maxPrice() != null;
    boolean sorted = filter.sort() != null && !filter.sort().equals("recent");
    String status = filter.status();
    boolean over = status != null && (status.equals("ENDED") || status.equals("CANCELLED"));
    if (byPrice || sorted || (status != null && !over)) {
      return Heat.HOT;
    }
    return over ? Heat.COLD : Heat.WARM;
  }

  private Map<Long, AuctionCopy> load(Collection<Long> ids) {
    Map<Long, AuctionCopy> copies = new HashMap<>();
    ids.forEach(id -> copies.put(id, AuctionCopy.absent()));
    for (Auctions.Shown shown : auctions.shown(ids)) {
      copies.put(shown.full().id(), copy(shown));
    }
    return copies;
  }

  private AuctionCopy copy(Auctions.Shown shown) {
    AuctionView view = shown.full();
    byte[] full = json.of(view);
    byte[] brief = shown.isBriefSame() ? full : json.of(shown.brief());
    boolean over = view.status() == Status.ENDED || view.status() == Status.CANCELLED;
    long endsMs = view.endsAt().toEpochMilli();
    long now = clock.millis();
    // From its end on it shows as closing, which nobody tells. Judged by what it shows: reading it
    // may have taken until after the end. While it is paused it shows the same whatever the time.
    boolean past = over || view.status() == Status.CLOSING;
    boolean paused = view.status() == Status.WAITING && endsMs <= now;
    long untilMs = past || paused ? Long.MAX_VALUE : endsMs;
    boolean soon = !over && endsMs - now < ABOUT_TO_END.toMillis();
    // Without user-service there is a name and no reputation: not for long.
    boolean partial = view.seller().reputation() == null;
    Heat heat = soon || partial ? Heat.HOT : over ? Heat.COLD : Heat.WARM;
    return new AuctionCopy(view.seq(), heat, untilMs, AuctionJson.etag(full), full, brief);
  }
}
