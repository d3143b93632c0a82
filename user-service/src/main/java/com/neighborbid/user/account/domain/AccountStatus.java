package com.neighborbid.user.account.domain;

/// Whether an account may be used.
public enum AccountStatus {
  ACTIVE,
  /// May not sign in; still shown to others.
  SUSPENDED,
  /// As if it had never been; the username stays taken.
  DELETED
}
