package com.neighborbid.user.news;

import com.neighborbid.user.Eventually;
import com.neighborbid.user.support.Member;
import java.util.ArrayList;
import java.util.List;

/// Looks into somebody's inbox.
final class Inbox {
  static final String PATH = "/api/notifications";

  private Inbox() {}

  /// Waits until exactly these are in the inbox, the newest first.
  static void awaitKinds(Member member, String... kinds) {
    Eventually.until(
        member.id() + " has " + List.of(kinds), () -> kinds(member).equals(List.of(kinds)));
  }

  static List<String> kinds(Member member) {
    List<String> kinds = new ArrayList<>();
    member.get(PATH).is(200).body().path("items").forEach(i -> kinds.add(i.path("kind").asText()));
    return kinds;
  }
}
