package com.neighborbid.common.auth;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the `Authorization` header for those who answer over HTTP.
public final class BearerTokens {
  private static final String SCHEME = "Bearer ";

  private final TokenVerifier verifier;

  public BearerTokens(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  /// Empty where no token is presented.
  ///
  /// @throws ApiException UNAUTHORIZED for a bad token, SERVICE_UNAVAILABLE where it cannot be
  ///   checked
  public Optional<Caller> caller(@Nullable String authorization) {
    if (authorization == null || authorization.isBlank()) {
      return Optional.empty();
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw badToken();
    }
    return switch (verifier.verify(authorization.substring(SCHEME.length()).strip())) {
      case Verification.Valid(Caller caller) -> Optional.of(caller);
      case Verification.Invalid _ -> throw badToken();
      case Verification.KeysUnavailable() ->
          throw ApiException.of(ErrorCode.SERVICE_UNAVAILABLE)
              .withRetryAfter(Duration.ofSeconds(2));
    };
  }

  /// @throws ApiException UNAUTHORIZED also where no token is presented
  public Caller require(@Nullable String authorization) {
    return caller(authorization).orElseThrow(() -> ApiException.of(ErrorCode.UNAUTHORIZED));
  }

  private static ApiException badToken() {
    return ApiException.of(ErrorCode.UNAUTHORIZED).withDetail("UNAUTHORIZED.token");
  }
}
