package com.neighborbid.common.web;

import com.neighborbid.common.error.ApiException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ids that clients make: `[A-Za-z0-9._-]{1,64}`.
public final class ClientIds {
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final int LONGEST = 64;

  private ClientIds() {}

  public static boolean isValid(String id) {
    return !id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(ClientIds::isAllowed);
  }

  /// The idempotency key of a request that needs one, quoted (as the IETF draft has it) or bare.
  ///
  /// @throws ApiException VALIDATION_FAILED naming the header
  public static String requireIdempotencyKey(@Nullable String header) {
    return idempotencyKey(header)
        .orElseThrow(() -> ApiException.invalid(IDEMPOTENCY_KEY, "required"));
  }

  /// The idempotency key of a request that may have one; empty where the header is absent.
  ///
  /// @throws ApiException VALIDATION_FAILED naming the header where it is there and not well-formed
  public static Optional<String> idempotencyKey(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    String key = unquoted(header.strip());
    if (!isValid(key)) {
      throw ApiException.invalid(IDEMPOTENCY_KEY, "clientId");
    }
    return Optional.of(key);
  }

  private static String unquoted(String header) {
    boolean quoted = header.length() >= 2 && header.startsWith("\"") && header.endsWith("\"");
    return quoted ? header.substring(1, header.length() - 1) : header;
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
