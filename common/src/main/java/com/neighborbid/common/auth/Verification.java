package com.neighborbid.common.auth;

/// What became of a presented token.
public sealed interface Verification {
  record Valid(Caller caller) implements Verification {}

  /// The token must be refused.
  ///
  /// @param reason for logs and tests, not for the caller
  record Invalid(String reason) implements Verification {}

  /// The token may be good, but no key can be had right now.
  record KeysUnavailable() implements Verification {}
}
