package com.neighborbid.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.servers.fuzz.JsonMutations;
import com.neighborbid.servers.fuzz.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Frames of a WebSocket, good and spoiled, and a look at what comes back.
final class Frames {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;

  /// Bids below any minimum: they are refused, however often they come.
  private static final List<String> SAID =
      List.of(
          "{\"action\":\"bid\",\"amount\":15,\"maxAmount\":20,\"id\":\"a-1\"}",
          "{\"action\":\"chat\",\"text\":\"hello\",\"id\":\"a-2\"}",
          "{\"action\":\"remove_chat\",\"messageId\":\"0190a1b2-0000-7000-8000-000000000001\"}",
          "{\"action\":\"auth\",\"token\":\"a.b.c\"}",
          "{\"action\":\"ping\"}");

  private Frames() {}

  /// @param token empty for nobody
  static byte[] handshake(long auction, String token) {
    String who = token.isEmpty() ? "" : "Sec-WebSocket-Protocol: bearer, " + token + "\r\n";
    return """
        GET /ws/auction/%d/ HTTP/1.1\r
        Host: 127.0.0.1\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        %s\r
        """
        .formatted(auction, who)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// A few frames, at least one of them spoiled, and the end.
  static byte[] odd(SplittableRandom random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      byte[] said = SAID.get(random.nextInt(SAID.size())).getBytes(StandardCharsets.UTF_8);
      bytes.writeBytes(
          random.nextInt(3) == 0
              ? Mutations.of(random, frame(TEXT, said))
              : frame(TEXT, JsonMutations.of(random, said)));
    }
    bytes.writeBytes(frame(CLOSE, new byte[] {3, (byte) 0xe8}));
    return bytes.toByteArray();
  }

  /// A frame as a client sends it; its mask is zero, which changes nothing.
  private static byte[] frame(int first, byte[] payload) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(first);
    if (payload.length < 126) {
      bytes.write(0x80 | payload.length);
    } else {
      bytes.write(0x80 | 126);
      bytes.write(payload.length >> 8);
      bytes.write(payload.length);
    }
    bytes.writeBytes(new byte[4]);
    bytes.writeBytes(payload);
    return bytes.toByteArray();
  }

  /// What a server must not have said.
  ///
  /// @param head of the answer to the handshake
  /// @param heard everything after it
  static List<String> complaints(String head, byte[] heard, Set<Integer> closeCodes) {
    if (!head.startsWith("HTTP/1.1 101")) {
      return List.of("is not opened: " + head.lines().findFirst().orElse("nothing"));
    }
    List<String> complaints = new ArrayList<>();
    int at = 0;
    while (at + 2 <= heard.length) {
      int opcode = heard[at] & 0xf;
      int length = heard[at + 1] & 0x7f;
      int from = at + (length == 126 ? 4 : 2);
      if (length == 126 && at + 4 <= heard.length) {
        length = (heard[at + 2] & 0xff) << 8 | heard[at + 3] & 0xff;
      }
      if (from + length > heard.length) {
        break;
      }
      check(opcode, Arrays.copyOfRange(heard, from, from + length), closeCodes, complaints);
      at = from + length;
    }
    return complaints;
  }

  private static void check(
      int opcode, byte[] payload, Set<Integer> closeCodes, List<String> complaints) {
    if (opcode == 8) {
      int code = payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
      // Our own code comes back, whatever the spoiled frame made of it.
      if (!closeCodes.contains(code) && (code < 3000 || code >= 4000) && code != 1005) {
        complaints.add("is closed with " + code);
      }
    } else if (opcode == 1) {
      try {
        JsonNode message = JSON.readTree(payload);
        if (message.path("code").asText().equals("INTERNAL")) {
          complaints.add("hears " + message);
        }
      } catch (IOException e) {
        complaints.add("hears what is no JSON: " + e);
      }
    }
  }
}
