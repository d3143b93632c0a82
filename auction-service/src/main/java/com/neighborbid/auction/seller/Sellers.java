package com.neighborbid.auction.seller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import feign.FeignException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Nickname and reputation of sellers: asked of user-service, kept for a minute, and without
/// user-service still an answer: the name we know from events, no reputation.
@Component
public class Sellers {
  private static final Logger log = LoggerFactory.getLogger(Sellers.class);

  private final UserServiceClient users;
  private final CircuitBreaker breaker;
  private final JdbcClient database;
  private final Cache<Long, Seller> cache =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(Duration.ofMinutes(1)).build();

  private final AtomicLong forgotten = new AtomicLong();

  /// @param reputation 0-100; absent where user-service could not be asked
  public record Seller(long id, String nickname, @Nullable Integer reputation) {}

  Sellers(UserServiceClient users, CircuitBreakerRegistry breakers, JdbcClient database) {
    this.users = users;
    this.breaker = breakers.circuitBreaker("user-service");
    this.database = database;
  }

  public Seller of(long userId) {
    return Objects.requireNonNull(of(List.of(userId)).get(userId));
  }

  /// All of them; those that user-service does not know are found in one query.
  public Map<Long, Seller> of(Collection<Long> userIds) {
    Map<Long, Seller> found = new HashMap<>();
    Set<Long> unknown = new LinkedHashSet<>();
    for (Long userId : new LinkedHashSet<>(userIds)) {
      Seller known = cache.getIfPresent(userId);
      if (known == null) {
        unknown.add(userId);
      } else {
        found.put(userId, known);
      }
    }
    askAll(unknown).forEach(seller -> found.put(seller.id(), seller));
    unknown.removeAll(found.keySet());
    if (!unknown.isEmpty()) {
      Map<Long, String> names = nicknames(unknown);
      for (Long userId : unknown) {
        String name = names.getOrDefault(userId, neutralName(userId));
        found.put(userId, new Seller(userId, name, null));
      }
    }
    return found;
  }

  /// Side by side: one after the other, a page of sellers would wait for a slow service as often.
  private List<Seller> askAll(Set<Long> userIds) {
    if (userIds.size() <= 1) {
      return userIds.stream().flatMap(userId -> ask(userId).stream()).toList();
    }
    List<Future<Optional<Seller>>> answers = new ArrayList<>();
    try (var asking = Executors.newVirtualThreadPerTaskExecutor()) {
      userIds.forEach(userId -> answers.add(asking.submit(() -> ask(userId))));
    }
    return answers.stream().flatMap(answer -> answer.resultNow().stream()).toList();
  }

  private Map<Long, String> nicknames(Set<Long> userIds) {
    return database
        .sql("select user_id, nickname from bidder_name where user_id in (:users)")
        .param("users", userIds)
        .query((row, _) -> Map.entry(row.getLong(1), row.getString(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// What is kept of somebody is no longer right; asked anew when it is needed.
  public void forget(long userId) {
    var _ = forgotten.incrementAndGet();
    cache.invalidate(userId);
  }

  /// As [#forget], of everybody.
  public void forgetAll() {
    var _ = forgotten.incrementAndGet();
    cache.invalidateAll();
  }

  private Optional<Seller> ask(long userId) {
    long before = forgotten.get();
    try {
      var profile = breaker.executeSupplier(() -> users.profile(userId));
      Seller seller = new Seller(profile.id(), profile.nickname(), profile.reputation());
      cache.put(userId, seller);
      if (forgotten.get() != before) {
        // Maybe asked before what was then to be forgotten.
        cache.invalidate(userId);
      }
      return Optional.of(seller);
    } catch (FeignException | CallNotPermittedException e) {
      log.debug("user-service does not say who {} is: {}", userId, e.toString());
      return Optional.empty();
    }
  }

  /// How somebody is called whose name is not known, or not any more.
  static String neutralName(long userId) {
    return "user-" + userId;
  }
}
