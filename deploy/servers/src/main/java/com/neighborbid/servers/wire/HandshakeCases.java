package com.neighborbid.servers.wire;

import static com.neighborbid.servers.wire.RawWebSocket.ACCEPT;
import static com.neighborbid.servers.wire.RawWebSocket.KEY;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a WebSocket begins, and which beginnings are refused.
///
/// The answers are the same through the gateway: what is no WebSocket request at all it passes on
/// as an ordinary one.
public final class HandshakeCases {
  private static final String HOST = "Host: 127.0.0.1";
  private static final String CONNECTION = "Connection: Upgrade";
  private static final String UPGRADE = "Upgrade: websocket";
  private static final String VERSION = "Sec-WebSocket-Version: 13";
  private static final String WITH_KEY = "Sec-WebSocket-Key: " + KEY;
  private static final List<String> PROPER = List.of(HOST, CONNECTION, UPGRADE, VERSION, WITH_KEY);
  private static final List<String> CONSENT =
      List.of(
          "HTTP/1.1 101 Switching Protocols",
          "connection: upgrade",
          "upgrade: websocket",
          "sec-websocket-accept: " + ACCEPT);
  private static final int LONG_HEADER = 20_000;

  private final String path;
  private final List<Case> cases = new ArrayList<>();

  private record Case(String name, String request, List<String> expected) {}

  private HandshakeCases(String path) {
    this.path = path;
  }

  /// Starts to play all at once.
  public static List<Played> play(int port, String path) {
    HandshakeCases all = new HandshakeCases(path);
    all.accepted();
    all.refused();
    all.notWebSocket();
    return all.cases.stream()
        .map(one -> Played.start(one.name, one.expected, () -> head(port, one)))
        .toList();
  }

  /// Of the head that came, what the case expects; all of it where that is not there.
  private static List<String> head(int port, Case one) {
    try (RawWebSocket socket = new RawWebSocket(port)) {
      socket.send(one.request.getBytes(StandardCharsets.ISO_8859_1));
      List<String> lines = socket.head().lines().toList();
      List<String> found = new ArrayList<>();
      for (String wanted : one.expected) {
        lines.stream()
            .filter(line -> wanted.equalsIgnoreCase(line) || isStatus(wanted, line))
            .findFirst()
            .ifPresent(_ -> found.add(wanted));
      }
      boolean extended = lines.stream().anyMatch(line -> line.startsWith("sec-websocket-ext"));
      return found.size() == one.expected.size() && !extended ? found : lines;
    }
  }

  private static boolean isStatus(String wanted, String line) {
    return wanted.startsWith("HTTP/1.1 ")
        && line.replaceFirst("^HTTP/1.0 ", "HTTP/1.1 ").startsWith(wanted + " ");
  }

  private void accepted() {
    consents("proper", PROPER);
    consents(
        "other letters",
        List.of("hOST: x", "connection: upGRADE", "UPGRADE: WebSocket", VERSION, WITH_KEY));
    consents(
        "more than one connection option",
        with(PROPER, CONNECTION, "Connection: keep-alive, Upgrade"));
    consents(
        "connection options in two lines",
        with(PROPER, CONNECTION, "Connection: keep-alive\r\nConnection: Upgrade"));
    consents(
        "an offer of compression is passed over",
        and(PROPER, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"));
    consents(
        "an unknown extension is passed over", and(PROPER, "Sec-WebSocket-Extensions: foo, bar"));
  }

  private void refused() {
    List<String> version = List.of("HTTP/1.1 426", "sec-websocket-version: 13");
    for (String other : List.of("0", "7", "8", "12", "14", "99", "abc", "1 3", "-13", "013")) {
      add("version " + other, with(PROPER, VERSION, "Sec-WebSocket-Version: " + other), version);
    }
    add("no version", with(PROPER, VERSION, null), version);
    refuses("two versions", and(PROPER, VERSION), 400);
    refuses("two different versions", and(PROPER, "Sec-WebSocket-Version: 8"), 400);
    refuses("no key", with(PROPER, WITH_KEY, null), 400);
    refuses("two keys", and(PROPER, WITH_KEY), 400);
    for (String key :
        List.of("", "short", "not base64 at all, but long", KEY + KEY, "AAAAAAAAAAAAAAAAAAAAAA")) {
      refuses("key '" + key + "'", with(PROPER, WITH_KEY, "Sec-WebSocket-Key: " + key), 400);
    }
    refuses("no host", with(PROPER, HOST, null), 400);
    refuses("two hosts", and(PROPER, "Host: elsewhere.example"), 400);
    refuses("a body", and(PROPER, "Content-Length: 5"), "hello", 400);
    refuses(
        "a chunked body",
        and(PROPER, "Transfer-Encoding: chunked"),
        "5\r\nhello\r\n0\r\n\r\n",
        400);
    refuses("headers that are too long", and(PROPER, "X-Long: " + "x".repeat(LONG_HEADER)), 400);
    refuses("a header without a colon", and(PROPER, "nonsense"), 400);
  }

  private void notWebSocket() {
    refuses("no upgrade", with(PROPER, UPGRADE, null), 426);
    refuses("upgrade to something else", with(PROPER, UPGRADE, "Upgrade: h2c"), 426);
    refuses("no connection", with(PROPER, CONNECTION, null), 426);
    refuses("connection without upgrade", with(PROPER, CONNECTION, "Connection: keep-alive"), 426);
    for (String method : List.of("POST", "PUT", "DELETE", "HEAD")) {
      String request = request(method, "HTTP/1.1", PROPER);
      cases.add(new Case("method " + method, request, List.of(status(405))));
    }
    cases.add(new Case("HTTP/1.0", request("GET", "HTTP/1.0", PROPER), List.of(status(426))));
  }

  private void consents(String name, List<String> headers) {
    add(name, headers, CONSENT);
  }

  private void refuses(String name, List<String> headers, int status) {
    add(name, headers, List.of(status(status)));
  }

  private void refuses(String name, List<String> headers, String body, int status) {
    String request = request("GET", "HTTP/1.1", headers) + body;
    cases.add(new Case(name, request, List.of(status(status))));
  }

  private void add(String name, List<String> headers, List<String> expected) {
    cases.add(new Case(name, request("GET", "HTTP/1.1", headers), expected));
  }

  private String request(String method, String version, List<String> headers) {
    return method + " " + path + " " + version + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
  }

  private static String status(int status) {
    return "HTTP/1.1 " + status;
  }

  private static List<String> and(List<String> headers, String more) {
    List<String> all = new ArrayList<>(headers);
    all.add(more);
    return all;
  }

  private static List<String> with(
      List<String> headers, String instead, @org.jspecify.annotations.Nullable String other) {
    return headers.stream()
        .flatMap(
            header ->
                header.equals(instead)
                    ? Optional.ofNullable(other).stream()
                    : List.of(header).stream())
        .toList();
  }
}
