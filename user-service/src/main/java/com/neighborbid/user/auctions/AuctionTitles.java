package com.neighborbid.user.auctions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.neighborbid.user.remote.RemoteCalls;
import feign.FeignException;
import feign.Request;
import feign.RetryableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Titles of auctions: they are on no event, so auction-service is asked once for each and the
/// answer is kept. Titles do not change once there is a bid.
///
/// A page can be shown without them, so it waits for none: the time for an answer is short, and
/// after one that did not come nothing is asked for a while. Such a failure is not counted by the
/// circuit breaker, which is about those who have to know and wait longer.
@Component
public class AuctionTitles {
  private static final Logger log = LoggerFactory.getLogger(AuctionTitles.class);
  private static final int ASKED_AT_ONCE = 8;
  private static final Request.Options PATIENT =
      new Request.Options(Duration.ofSeconds(1), Duration.ofSeconds(5), true);

  private final JdbcClient jdbc;
  private final AuctionClient client;
  private final RemoteCalls calls;
  private final Request.Options limits;
  private final Duration awayFor;
  private final Clock clock;
  private volatile Instant awayUntil = Instant.MIN;
  private final Semaphore turns = new Semaphore(ASKED_AT_ONCE);
  private final Semaphore turnsOfThePatient = new Semaphore(ASKED_AT_ONCE);

  /// Those that the service has no title of.
  private final Cache<Long, Boolean> unanswered =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(10)).build();

  AuctionTitles(
      JdbcClient jdbc,
      AuctionClient client,
      RemoteCalls calls,
      AuctionProperties properties,
      Clock clock) {
    this.jdbc = jdbc;
    this.client = client;
    this.calls = calls;
    this.limits = new Request.Options(properties.titleLimit(), properties.titleLimit(), true);
    this.awayFor = properties.awayFor();
    this.clock = clock;
  }

  /// The titles that can be had now, by auction id. Not within a transaction: it may ask.
  public Map<Long, String> of(Collection<Long> auctionIds) {
    return of(auctionIds, false);
  }

  /// The same for who can wait for seconds: asks in any case, and longer.
  public Map<Long, String> patiently(Collection<Long> auctionIds) {
    return of(auctionIds, true);
  }

  private Map<Long, String> of(Collection<Long> auctionIds, boolean patient) {
    Set<Long> wanted = auctionIds.stream().filter(Objects::nonNull).collect(Collectors.toSet());
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<Long, String> titles = new HashMap<>(kept(wanted));
    List<Long> missing =
        wanted.stream()
            .filter(id -> !titles.containsKey(id) && unanswered.getIfPresent(id) == null)
            .toList();
    if (!missing.isEmpty() && (patient || !isAway())) {
      Map<Long, String> answers = ask(missing, patient);
      keep(answers);
      titles.putAll(answers);
    }
    return Map.copyOf(titles);
  }

  private Map<Long, String> kept(Set<Long> ids) {
    Map<Long, String> titles = new HashMap<>();
    jdbc.sql(
            """
            SELECT auction_id, title FROM known_auctions
            WHERE auction_id = ANY(:ids) AND title IS NOT NULL
            """)
        .param("ids", ids.toArray(Long[]::new))
        .query((row, _) -> Map.entry(row.getLong(1), row.getString(2)))
        .list()
        .forEach(title -> titles.put(title.getKey(), title.getValue()));
    return titles;
  }

  private Map<Long, String> ask(List<Long> ids, boolean patient) {
    Map<Long, String> answers = new ConcurrentHashMap<>();
    try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
      ids.forEach(id -> asking.execute(() -> ask(id, patient, answers)));
    }
    return answers;
  }

  private void ask(long id, boolean patient, Map<Long, String> answers) {
    Semaphore mine = patient ? turnsOfThePatient : turns;
    mine.acquireUninterruptibly();
    try {
      if (unanswered.getIfPresent(id) == null && (patient || !isAway())) {
        Request.Options options = patient ? PATIENT : limits;
        answers.put(id, client.auction(id, options).title());
      }
    } catch (RetryableException | FeignException.ServiceUnavailable e) {
      awayUntil = clock.instant().plus(awayFor);
      log.info("no titles of auctions for pages before {}: {}", awayUntil, e.toString());
    } catch (FeignException e) {
      unanswered.put(id, true);
      log.debug("no title of auction {} now: {}", id, e.toString());
    } finally {
      mine.release();
    }
  }

  private boolean isAway() {
    return clock.instant().isBefore(awayUntil) || calls.isAway(AuctionClient.SERVICE);
  }

  private void keep(Map<Long, String> titles) {
    // In the order in which all others lock rows.
    Long[] ids = titles.keySet().stream().sorted().toArray(Long[]::new);
    String[] texts =
        Arrays.stream(ids).map(id -> titles.getOrDefault(id, "")).toArray(String[]::new);
    int _ =
        jdbc.sql(
                """
                INSERT INTO known_auctions (auction_id, title)
                SELECT * FROM unnest(:ids::bigint[], :titles::text[])
                ON CONFLICT (auction_id) DO UPDATE SET title = excluded.title
                """)
            .param("ids", ids)
            .param("titles", texts)
            .update();
  }
}
