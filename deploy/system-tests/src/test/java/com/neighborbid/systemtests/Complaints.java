package com.neighborbid.systemtests;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What answers are not as they must be. Safe for use by many threads.
final class Complaints {
  private static final int MOST_SHOWN = 40;

  /// Words of our code, its libraries and its database: nobody outside has to read them.
  private static final Pattern INSIDE =
      Pattern.compile(
          "Exception|\\bat (com|org|java)\\.|org\\.springframework|com\\.neighborbid|com\\.fasterxml"
              + "|jakarta\\.|java\\.(lang|util|time)|PSQL|SQLSTATE|JDBC|StackOverflow|NullPointer");

  private final Map<String, List<String>> byKind = new TreeMap<>();
  private int answers;

  /// An answer as it came.
  ///
  /// @param headers one line for each, names in lower case
  record Answer(int status, String headers, String body, long tookMs) {
    boolean says(String header) {
      return headers.contains(header.toLowerCase(Locale.ROOT));
    }
  }

  /// @param call what was asked, and how to ask it again
  void judge(String kind, String call, Answer answer, long mostMs) {
    synchronized (byKind) {
      answers++;
    }
    if (answer.status() >= 500 && !(answer.status() == 503 && answer.says("retry-after:"))) {
      add(kind + " answers " + answer.status(), call, answer);
    }
    if (answer.status() >= 400) {
      if (!answer.says("content-type: application/problem+json")
          || !answer.body().contains("\"code\"")) {
        add(kind + " answers no problem detail", call, answer);
      }
      if (INSIDE.matcher(answer.body()).find()) {
        add(kind + " shows what is inside", call, answer);
      }
    }
    if (answer.tookMs() > mostMs) {
      add(kind + " takes long", call, answer);
    }
  }

  void add(String kind, String call, Object answer) {
    synchronized (byKind) {
      byKind.computeIfAbsent(kind, _ -> new ArrayList<>()).add(call + "\n    -> " + answer);
    }
  }

  int answers() {
    synchronized (byKind) {
      return answers;
    }
  }

  /// The first of each kind; empty where there are none.
  List<String> shown() {
    synchronized (byKind) {
      return byKind.entrySet().stream()
          .limit(MOST_SHOWN)
          .map(
              kind ->
                  "%s (%d times), first:\n  %s"
                      .formatted(kind.getKey(), kind.getValue().size(), kind.getValue().getFirst()))
          .toList();
    }
  }
}
