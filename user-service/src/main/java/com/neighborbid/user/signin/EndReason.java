package com.neighborbid.user.signin;

/// Why a sign-in has ended; stored by name.
public enum EndReason {
  LOGOUT,
  /// A refresh token was used twice: one of the two users has stolen it.
  REUSE,
  /// Its owner ended it from elsewhere.
  ENDED,
  /// The password was changed.
  PASSWORD,
  SUSPENDED
}
