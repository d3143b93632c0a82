package com.neighborbid.user.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A mail that a task is to send, as the task keeps it. No secret is in it.
///
/// @param userId 0 where only the address is known
/// @param email only for a forgotten password, until the accounts are found
/// @param language `en` or `ko`
public record MailOrder(
    Kind kind, long userId, @Nullable String email, String language, Instant at) {
  /// What is to be sent.
  public enum Kind {
    VERIFY_EMAIL,
    /// Find whose address it is, and order a [#RESET_PASSWORD] for each.
    FIND_ACCOUNTS,
    RESET_PASSWORD,
    PASSWORD_CHANGED
  }

  /// Without the address: records are printed.
  @Override
  public String toString() {
    return "MailOrder[" + kind + " " + userId + "]";
  }
}
