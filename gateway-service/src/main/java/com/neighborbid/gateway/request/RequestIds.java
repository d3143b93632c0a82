package com.neighborbid.gateway.request;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gives every request an id by which it is found in all logs.
@Component
public final class RequestIds {

  /// The header that carries the id in both directions.
  public static final String HEADER = "X-Request-Id";

  private static final int LENGTH_MAX = 64;
  private static final int LENGTH_MADE = 13;
  private static final int RADIX = 32;

  /// One generator per thread: ids need to be unique, not secret, and must not cost a lock.
  private final ThreadLocal<SplittableRandom> random =
      ThreadLocal.withInitial(SplittableRandom::new);

  /// Returns the client's id where it is `[A-Za-z0-9._-]{1,64}`, else a new one of 13 characters.
  public String choose(@Nullable String fromClient) {
    return fromClient != null && isValid(fromClient) ? fromClient : make();
  }

  private String make() {
    String digits = Long.toUnsignedString(random.get().nextLong(), RADIX);
    return "0".repeat(LENGTH_MADE - digits.length()) + digits;
  }

  private static boolean isValid(String id) {
    return !id.isEmpty() && id.length() <= LENGTH_MAX && id.chars().allMatch(RequestIds::isAllowed);
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }
}
