package com.neighborbid.auction.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A record of `auction.log` as an export holds it: one JSON object per line with `offset`,
/// `partition`, `timestamp` (milliseconds), `key`, `type` and `value`. A value that is no text is
/// in `valueBase64` instead.
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record LogLine(int partition, long offset, long timestamp, String key, String type, byte[] value) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String toJson() {
    ObjectNode node = JSON.createObjectNode();
    node.put("offset", offset);
    node.put("partition", partition);
    node.put("timestamp", timestamp);
    node.put("key", key);
    node.put("type", type);
    try {
      node.put(
          "value", StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
    } catch (CharacterCodingException _) {
      node.put("valueBase64", Base64.getEncoder().encodeToString(value));
    }
    return node.toString();
  }

  /// @throws IllegalArgumentException if the text is not such a line
  static LogLine parse(String text) {
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a line of an exported log: " + text, e);
    }
    for (String field : new String[] {"offset", "partition", "timestamp"}) {
      if (!node.path(field).isIntegralNumber()) {
        throw new IllegalArgumentException("no " + field + " in: " + text);
      }
    }
    byte[] value =
        node.has("valueBase64")
            ? Base64.getDecoder().decode(node.path("valueBase64").asText())
            : node.path("value").asText().getBytes(StandardCharsets.UTF_8);
    return new LogLine(
        node.path("partition").asInt(),
        node.path("offset").asLong(),
        node.path("timestamp").asLong(),
        node.path("key").asText(),
        node.path("type").asText(),
        value);
  }
}
