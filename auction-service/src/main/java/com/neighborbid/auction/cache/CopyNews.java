package com.neighborbid.auction.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.neighborbid.common.redis.RedisLink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/// Tells all instances what has changed, in a thread of its own: first what is far is made
/// unusable, then the channel says it, in one message for all changes of a moment. The first change
/// is told at once; while changes keep coming, every [#GAP].
///
/// While Redis is away the changes wait here, and `isWaiting` tells this process' readers not to
/// believe what is far. When it is back they are told in portions; where there are more than
/// [#MOST_BY_NAME], all copies are made unusable instead, which is one write.
///
/// A busy auction's place is closed for [#CLOSED] with one write; a change in the first half of
/// that needs none, because no load that began before it may end after the other half.
final class CopyNews implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CopyNews.class);

  /// The channel of all instances.
  static final String CHANNEL = "copies:news";

  /// Raised when any copy may be wrong.
  static final String EPOCH = "copies:epoch";

  /// Raised when lists have other auctions.
  static final String LISTS = "copies:lists";

  static final Duration CLOSED = Duration.ofSeconds(10);
  private static final Duration GAP = Duration.ofMillis(40);
  private static final Duration TRY_AGAIN = Duration.ofMillis(250);
  private static final Duration ANSWER_LIMIT = Duration.ofMillis(500);
  private static final int MOST_IN_A_MESSAGE = 500;

  /// Changes of one round trip: as many as Redis does within a few milliseconds.
  static final int PORTION = 1_000;

  static final int MOST_BY_NAME = 10_000;

  private final String instance;
  private final LongFunction<String> keyOf;
  private final RedisLink link;
  private final Timer told;
  private final Counter failures;
  private final Map<Long, Change> auctions = new ConcurrentHashMap<>();
  private final Map<Long, Change> persons = new ConcurrentHashMap<>();
  private final Wish everything = new Wish();
  private final Wish lists = new Wish();

  /// Auctions whose places are closed for long enough from now.
  private final Cache<Long, Boolean> closedNow =
      Caffeine.newBuilder().expireAfterWrite(CLOSED.dividedBy(2)).maximumSize(100_000).build();

  private final Thread thread;
  private volatile boolean closed;
  private boolean failing;

  /// Compared by identity: a later change of the same auction is another one.
  private static final class Change {
    final long seq;
    final long sinceNanos = System.nanoTime();

    Change(long seq) {
      this.seq = seq;
    }
  }

  /// @param instance unique name of this process: it does not hear its own news
  /// @param keyOf place of an auction's copy in Redis
  CopyNews(String redis, String instance, LongFunction<String> keyOf, MeterRegistry registry) {
    this.instance = instance;
    this.keyOf = keyOf;
    this.link = new RedisLink(redis, instance + "-copy-news", ANSWER_LIMIT);
    this.told =
        Timer.builder("auction.cache.told")
            .description("from a change of an auction until all instances are told over Redis")
            .register(registry);
    this.failures = Counter.builder("auction.cache.redis.failures").register(registry);
    this.thread = Thread.ofPlatform().daemon().name("copy-news").start(this::run);
  }

  void auction(long id, long seq) {
    auctions.put(id, new Change(seq));
    wake();
  }

  /// What a person is called has changed.
  void person(long userId) {
    persons.put(userId, new Change(0));
    wake();
  }

  void lists() {
    lists.make();
    wake();
  }

  void everything() {
    everything.make();
    wake();
  }

  /// Whether a change of the auction is not told yet.
  boolean isWaiting(long auctionId) {
    return everything.isOpen() || auctions.containsKey(auctionId);
  }

  boolean areListsWaiting() {
    return everything.isOpen() || lists.isOpen();
  }

  private void wake() {
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closed) {
      try {
        if (isAnythingWaiting()) {
          boolean more = tell();
          failing = false;
          if (!more) {
            pause(GAP);
          }
        } else {
          LockSupport.park(this);
        }
      } catch (RuntimeException e) {
        // Whatever it is: a thread that ended would leave copies wrong.
        failed(e);
        pause(TRY_AGAIN);
      }
    }
    link.close();
  }

  private boolean isAnythingWaiting() {
    return everything.isOpen() || lists.isOpen() || !auctions.isEmpty() || !persons.isEmpty();
  }

  /// Whether there is more than what could be told at once.
  private boolean tell() {
    if (auctions.size() + persons.size() > MOST_BY_NAME) {
      everything.make();
    }
    if (everything.isOpen()) {
      tellEverything();
      return false;
    }
    return tellPortion();
  }

  /// Covers all that waits: no copy that was loaded before has the number that is raised here, and
  /// everybody drops all he has.
  private void tellEverything() {
    long everythingWanted = everything.number();
    long listsWanted = lists.number();
    Map<Long, Change> changed = new HashMap<>(auctions);
    Map<Long, Change> renamed = new HashMap<>(persons);
    closedNow.invalidateAll();
    try (Pipeline pipeline = link.open().pipelined()) {
      var _ = pipeline.incr(EPOCH);
      publish(pipeline, List.of("*"));
      check(pipeline);
    }
    everything.fulfilled(everythingWanted);
    lists.fulfilled(listsWanted);
    done(changed, renamed);
  }

  private boolean tellPortion() {
    long listsWanted = lists.number();
    Map<Long, Change> renamed = portion(persons, PORTION);
    Map<Long, Change> changed = portion(auctions, PORTION - renamed.size());
    List<String> news = new ArrayList<>();
    try (Pipeline pipeline = link.open().pipelined()) {
      if (lists.isOpen()) {
        var _ = pipeline.incr(LISTS);
        news.add("l");
      }
      renamed.keySet().forEach(user -> news.add("u" + user));
      changed.forEach(
          (id, change) -> {
            close(pipeline, id);
            news.add(id + ":" + change.seq);
          });
      publish(pipeline, news);
      check(pipeline);
    }
    lists.fulfilled(listsWanted);
    done(changed, renamed);
    return renamed.size() + changed.size() >= PORTION;
  }

  private static Map<Long, Change> portion(Map<Long, Change> waiting, int most) {
    Map<Long, Change> some = new HashMap<>();
    for (Map.Entry<Long, Change> one : waiting.entrySet()) {
      if (some.size() >= most) {
        break;
      }
      some.put(one.getKey(), one.getValue());
    }
    return some;
  }

  private void done(Map<Long, Change> changed, Map<Long, Change> renamed) {
    renamed.forEach(persons::remove);
    long now = System.nanoTime();
    changed.forEach(
        (id, change) -> {
          auctions.remove(id, change);
          told.record(now - change.sinceNanos, TimeUnit.NANOSECONDS);
        });
  }

  private void close(Pipeline pipeline, long id) {
    if (closedNow.getIfPresent(id) == null) {
      var _ =
          pipeline.set(
              keyOf.apply(id).getBytes(StandardCharsets.UTF_8),
              FarCopies.CLOSED,
              SetParams.setParams().px(CLOSED.toMillis()));
      closedNow.put(id, true);
    }
  }

  private void publish(Pipeline pipeline, List<String> news) {
    for (int from = 0; from < news.size(); from += MOST_IN_A_MESSAGE) {
      List<String> some = news.subList(from, Math.min(news.size(), from + MOST_IN_A_MESSAGE));
      var _ = pipeline.publish(CHANNEL, instance + " " + String.join(" ", some));
    }
  }

  /// Throws what any of the answers is.
  private static void check(Pipeline pipeline) {
    for (Object answer : pipeline.syncAndReturnAll()) {
      if (answer instanceof JedisException e) {
        throw e;
      }
    }
  }

  private void failed(RuntimeException e) {
    link.drop();
    closedNow.invalidateAll();
    failures.increment();
    if (failing) {
      log.debug("Copies' changes still wait", e);
    } else {
      failing = true;
      log.warn("Other instances hear of changes later: {}", e.toString());
    }
  }

  private void pause(Duration pause) {
    long end = System.nanoTime() + pause.toNanos();
    while (!closed && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(this, end - System.nanoTime());
    }
  }

  /// What a message says.
  interface Listener {
    void everything();

    void lists();

    void person(long userId);

    /// @param seq 0 where the change has no number
    void auction(long id, long seq);
  }

  /// Reads a message of the channel, in its order; what is ours or unknown says nothing.
  void read(String message, Listener listener) {
    String[] words = message.split(" ");
    if (words[0].equals(instance)) {
      return;
    }
    for (String word : List.of(words).subList(1, words.length)) {
      int colon = word.indexOf(':');
      if (word.equals("*")) {
        listener.everything();
      } else if (word.equals("l")) {
        listener.lists();
      } else if (word.startsWith("u")) {
        listener.person(Long.parseLong(word.substring(1)));
      } else if (colon > 0) {
        listener.auction(
            Long.parseLong(word.substring(0, colon)), Long.parseLong(word.substring(colon + 1)));
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    wake();
    try {
      var _ = thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
