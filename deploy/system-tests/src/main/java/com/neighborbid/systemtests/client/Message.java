package com.neighborbid.systemtests.client;

import com.fasterxml.jackson.databind.JsonNode;

/// A message that a socket got.
///
/// @param atNanos when it was complete, by `System.nanoTime()`
public record Message(JsonNode body, long atNanos) {
  public String type() {
    return body.path("type").asText();
  }

  public boolean is(String type) {
    return type().equals(type);
  }

  /// A member as a whole number; -1 where there is none.
  public long number(String member) {
    return body.path(member).asLong(-1);
  }

  /// A member as text; empty where there is none.
  public String text(String member) {
    return body.path(member).asText();
  }

  @Override
  public String toString() {
    return body.toString();
  }
}
