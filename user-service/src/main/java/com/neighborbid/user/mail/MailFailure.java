package com.neighborbid.user.mail;

/// Why a mail was not taken. The message says nothing private.
public abstract sealed class MailFailure extends RuntimeException {
  private MailFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /// The mail server is away, busy, or refuses us all: the same mail may pass later.
  public static final class Transient extends MailFailure {
    Transient(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// The address does not exist or this mail is refused: it will never pass.
  public static final class Permanent extends MailFailure {
    Permanent(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
