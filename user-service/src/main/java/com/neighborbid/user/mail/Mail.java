package com.neighborbid.user.mail;

import com.neighborbid.common.web.TextRules;

/// One e-mail to one person, as plain text.
///
/// @param id the same for every attempt to send it: becomes its `Message-ID`, by which mail servers
///   and readers drop repeats; letters, digits and `-`
/// @param kind what it is about, for the log and the counters; never anything private
/// @param to an e-mail address
public record Mail(String id, String kind, String to, String subject, String text) {
  /// @throws IllegalArgumentException for a subject of several lines, which could carry headers
  public Mail {
    if (!TextRules.isCleanLine(subject)) {
      throw new IllegalArgumentException("the subject of a " + kind + " is not one line");
    }
  }

  /// Without address and text: records are printed.
  @Override
  public String toString() {
    return "Mail[" + kind + " " + id + "]";
  }
}
