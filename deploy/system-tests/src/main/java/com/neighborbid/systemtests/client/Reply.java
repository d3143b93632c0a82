package com.neighborbid.systemtests.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Duration;

/// An answer over HTTP.
///
/// @param call method and path of the request
/// @param body as JSON; a missing node where there is none or it is not JSON
/// @param took from sending to the last byte
public record Reply(String call, int status, JsonNode body, HttpHeaders headers, Duration took) {
  /// The stable code of a problem; empty where there is none.
  public String code() {
    return body.path("code").asText();
  }

  /// A member as a whole number; -1 where there is none.
  public long number(String member) {
    return body.path(member).asLong(-1);
  }

  /// A member as text; empty where there is none.
  public String text(String member) {
    return body.path(member).asText();
  }

  /// The first header of that name; empty where there is none.
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  @Override
  public String toString() {
    return "%s -> %d %s".formatted(call, status, body);
  }
}
