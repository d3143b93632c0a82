package com.neighborbid.auction.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.neighborbid.common.redis.RedisLinks;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.LongConsumer;

/// Copies of auctions and of lists of them, for readers who are not signed in. Whatever is wrong
/// with Redis, reading works: then copies are kept in this process alone, and for a moment only.
///
/// Safe for use by any thread. Nothing here waits for a load but who asks for what is being loaded.
public final class AuctionCache implements AutoCloseable {
  /// The channel that an instance must hear, see [#heard].
  public static final String CHANNEL = CopyNews.CHANNEL;

  private static final String AUCTION = "copies:a:";
  private static final Duration LATELY = Duration.ofMinutes(1);

  /// Longer than a replica may be behind: until then a list may be loaded as it was before.
  private static final Duration LISTS_LATELY = Duration.ofSeconds(5);

  private static final Duration ANSWER_LIMIT = Duration.ofMillis(250);
  private static final int CONNECTIONS = 8;

  /// Of four parts of memory, those of auctions.
  private static final int AUCTIONS_SHARE = 3;

  private final RedisLinks redis;
  private final CopyNews news;
  private final Copies<Long, AuctionCopy> auctions;
  private final Copies<ListKey, ListCopy> lists;
  private final List<LongConsumer> personListeners = new CopyOnWriteArrayList<>();

  /// The newest step that this instance knows of, of auctions that changed lately.
  private final Cache<Long, Long> newest =
      Caffeine.newBuilder().expireAfterWrite(LATELY).maximumSize(200_000).build();

  private final List<Runnable> emptyListeners = new CopyOnWriteArrayList<>();
  private volatile boolean hearing;
  private volatile long listsChangedNanos = System.nanoTime();

  /// @param redis `host:port`
  /// @param instance unique name of this process
  public AuctionCache(
      CacheSettings settings, String redis, String instance, MeterRegistry registry, Clock clock) {
    this.redis =
        new RedisLinks(redis, instance + "-copies", ANSWER_LIMIT, CONNECTIONS, FarCopies.STORE);
    this.news = new CopyNews(redis, instance, id -> AUCTION + id, registry);
    long share = settings.memory().toBytes() / (AUCTIONS_SHARE + 1);
    this.auctions =
        new Copies<>(
            "auction",
            settings,
            share * AUCTIONS_SHARE,
            new FarCopies<>(
                this.redis,
                List.of(CopyNews.EPOCH),
                id -> AUCTION + id,
                AuctionCopy.Codec.INSTANCE,
                settings.far(),
                clock),
            new Copies.Terms<>(
                id -> hearing && !news.isWaiting(id),
                this::newestStep,
                id -> newest.getIfPresent(id) != null,
                () -> hearing),
            registry,
            clock);
    this.lists =
        new Copies<>(
            "list",
            settings,
            share,
            new FarCopies<>(
                this.redis,
                List.of(CopyNews.EPOCH, CopyNews.LISTS),
                ListKey::place,
                ListCopy.Codec.INSTANCE,
                settings.far(),
                clock),
            new Copies.Terms<>(
                _ -> hearing && !news.areListsWaiting(),
                _ -> 0,
                _ -> System.nanoTime() - listsChangedNanos < LISTS_LATELY.toNanos(),
                () -> hearing),
            registry,
            clock);
    Gauge.builder("auction.cache.hearing", () -> hearing ? 1 : 0)
        .description("1 while changes are heard of over Redis, so that copies may be kept")
        .register(registry);
  }

  private long newestStep(long id) {
    Long seq = newest.getIfPresent(id);
    return seq == null ? 0 : seq;
  }

  /// The auction's copy, loaded where there is none.
  public AuctionCopy auction(long id, Function<Long, AuctionCopy> load) {
    return auctions.get(id, load);
  }

  /// Copies of all of them, in their order.
  ///
  /// @param load answers a copy for each id it is given, of none where there is no auction
  public Map<Long, AuctionCopy> auctions(
      Collection<Long> ids, Function<Collection<Long>, Map<Long, AuctionCopy>> load) {
    return auctions.getAll(ids, load);
  }

  /// Which auctions the list shows.
  public ListCopy list(ListKey key, Function<ListKey, ListCopy> load) {
    return lists.get(key, load);
  }

  /// An auction has changed, and that is committed: nobody here reads an older copy from now on,
  /// and other instances hear of it.
  ///
  /// @param seq its newest step, or 0 for a change that is none
  public void changed(long id, long seq) {
    // Told first: from here on nobody in this process believes what is far.
    news.auction(id, seq);
    seen(id, seq);
  }

  /// Somebody here knows the auction at this step: nobody here reads an older copy from now on.
  public void seen(long id, long seq) {
    var _ = newest.asMap().merge(id, seq, Long::max);
    auctions.drop(id);
  }

  /// Lists have other auctions than before.
  public void listsChanged() {
    news.lists();
    dropLists();
  }

  /// Somebody is called otherwise, or has another reputation; the auctions that show him change too
  /// and are told by [#changed].
  public void personChanged(long userId) {
    news.person(userId);
    forget(userId);
  }

  /// Changes may have been missed: no copy counts any more.
  public void missed() {
    news.everything();
    emptied();
  }

  /// @param listener hears of everybody who is called otherwise, here or elsewhere; must not block
  public void onPerson(LongConsumer listener) {
    personListeners.add(listener);
  }

  /// @param listener hears whenever all copies were dropped and new ones may be kept; must not
  ///   block
  public void onEmptied(Runnable listener) {
    emptyListeners.add(listener);
  }

  /// A message of [#CHANNEL].
  public void heard(byte[] message) {
    news.read(new String(message, StandardCharsets.UTF_8), new FromElsewhere());
  }

  /// The channel is heard from now on. What was said before it was, nobody here knows, nor whether
  /// Redis still has what it was told.
  public void hears() {
    missed();
    hearing = true;
  }

  /// The channel is not heard any more.
  public void isDeaf() {
    hearing = false;
    forgetNear();
  }

  private void dropLists() {
    listsChangedNanos = System.nanoTime();
    lists.dropAll();
  }

  private void forget(long userId) {
    personListeners.forEach(listener -> listener.accept(userId));
  }

  /// Whoever loads anew must find its sources forgotten already.
  private void emptied() {
    listsChangedNanos = System.nanoTime();
    emptyListeners.forEach(Runnable::run);
    forgetNear();
  }

  /// Drops what is kept in this process, which is right as it is: what is far stays.
  void forgetNear() {
    auctions.dropAll();
    lists.dropAll();
  }

  private final class FromElsewhere implements CopyNews.Listener {
    @Override
    public void everything() {
      emptied();
    }

    @Override
    public void lists() {
      dropLists();
    }

    @Override
    public void person(long userId) {
      forget(userId);
    }

    @Override
    public void auction(long id, long seq) {
      seen(id, seq);
    }
  }

  @Override
  public void close() {
    news.close();
    redis.close();
  }
}
