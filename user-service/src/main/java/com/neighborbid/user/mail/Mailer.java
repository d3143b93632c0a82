package com.neighborbid.user.mail;

/// The door to the mail server. Safe for use by many threads.
public interface Mailer {
  /// What became of a mail that did not fail.
  enum Outcome {
    /// The mail server has taken it.
    SENT,
    /// No mail server is configured.
    NOT_CONFIGURED
  }

  /// Hands a mail over; may take seconds, so never call it within a transaction.
  ///
  /// @throws MailFailure.Transient if it may be taken later: try again
  /// @throws MailFailure.Permanent if this mail will never be taken: do not try again
  Outcome send(Mail mail);
}
