package com.neighborbid.user.signin;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.user.config.UserProperties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/// Hashes passwords with bcrypt over SHA-256: bcrypt alone reads 72 bytes and ignores the rest.
///
/// Each hash keeps a core busy for tens of milliseconds, and virtual threads would start thousands
/// of them: a few run at once, the others wait for their turn, not for ever. Never call this within
/// a transaction.
@Component
class PasswordHasher {
  private final BCryptPasswordEncoder bcrypt;
  private final Semaphore turns;
  private final Duration maxWait;
  private final String nobodysHash;

  PasswordHasher(UserProperties properties) {
    this.bcrypt = new BCryptPasswordEncoder(properties.password().strength());
    this.turns = new Semaphore(properties.password().concurrentHashes(), true);
    this.maxWait = properties.password().maxWait();
    this.nobodysHash = bcrypt.encode("nobody");
  }

  /// @throws ApiException SERVICE_UNAVAILABLE where too many wait
  String hash(String password) {
    return inTurn(() -> bcrypt.encode(digest(password)));
  }

  /// Takes the same time whether there is a stored hash or not, so that nobody can tell by it which
  /// usernames exist.
  ///
  /// @throws ApiException SERVICE_UNAVAILABLE where too many wait
  boolean matches(String password, Optional<String> storedHash) {
    boolean same = inTurn(() -> bcrypt.matches(digest(password), storedHash.orElse(nobodysHash)));
    return same && storedHash.isPresent();
  }

  private <T> T inTurn(Supplier<T> work) {
    if (!awaitTurn()) {
      throw ApiException.of(ErrorCode.SERVICE_UNAVAILABLE).withRetryAfter(maxWait);
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  private boolean awaitTurn() {
    try {
      return turns.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String digest(String password) {
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sha);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
