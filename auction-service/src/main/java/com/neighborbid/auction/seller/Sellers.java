package com.neighborbid.auction.seller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import feign.FeignException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.Optional;
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

  /// @param reputation 0-100; absent where user-service could not be asked
  public record Seller(long id, String nickname, @Nullable Integer reputation) {}

  Sellers(UserServiceClient users, CircuitBreakerRegistry breakers, JdbcClient database) {
    this.users = users;
    this.breaker = breakers.circuitBreaker("user-service");
    this.database = database;
  }

  public Seller of(long userId) {
    Seller known = cache.getIfPresent(userId);
    if (known != null) {
      return known;
    }
    return ask(userId).orElseGet(() -> new Seller(userId, nickname(userId), null));
  }

  private Optional<Seller> ask(long userId) {
    try {
      var profile = breaker.executeSupplier(() -> users.profile(userId));
      Seller seller = new Seller(profile.id(), profile.nickname(), profile.reputation());
      cache.put(userId, seller);
      return Optional.of(seller);
    } catch (FeignException | CallNotPermittedException e) {
      log.debug("user-service does not say who {} is: {}", userId, e.toString());
      return Optional.empty();
    }
  }

  private String nickname(long userId) {
    return database
        .sql("select nickname from bidder_name where user_id = ?")
        .param(userId)
        .query(String.class)
        .optional()
        .orElse("user-" + userId);
  }
}
