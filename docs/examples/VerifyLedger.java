import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Checks that the published record of an auction was not changed afterwards. Needs nothing but a
/// JDK; the format it checks is that of `docs/ledger.md`:
///
/// `java docs/examples/VerifyLedger.java ADDRESS AUCTION_ID [SEQ:HASH | DAY:HASH …]`
///
/// `SEQ:HASH` is an entry you have seen before, in a room's message or in a former run, `DAY:HASH` a
/// daily root you have from elsewhere, such as Kafka: they must still be there. Prints OK, or the
/// first thing that is wrong. Exit code 0: OK, 1: wrong, 2: cannot tell.
class VerifyLedger {
  private static final String NONE = "0".repeat(64);

  /// Entries decided late are in the root of one of the next days.
  private static final int LATE_DAYS = 7;

  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z");

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String address;
  private final long auction;
  private final List<Map<?, ?>> entries = new ArrayList<>();
  private final Map<String, Map<?, ?>> roots = new LinkedHashMap<>();

  /// What is wrong, in words.
  static class Broken extends RuntimeException {
    Broken(String what) {
      super(what);
    }
  }

  VerifyLedger(String address, long auction) {
    this.address = address.replaceFirst("/+$", "");
    this.auction = auction;
  }

  static void main(String[] args) throws InterruptedException {
    if (args.length < 2) {
      IO.println("java VerifyLedger.java ADDRESS AUCTION_ID [SEQ:HASH ...]");
      System.exit(2);
    }
    try {
      var ledger = new VerifyLedger(args[0], Long.parseLong(args[1]));
      ledger.readEntries();
      ledger.readRoots();
      for (int i = 2; i < args.length; i++) {
        ledger.checkSeen(args[i]);
      }
      IO.println("OK: " + ledger.checkProofs());
    } catch (Broken e) {
      IO.println("BROKEN: " + e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      IO.println("cannot tell: " + e);
      System.exit(2);
    } catch (RuntimeException e) {
      IO.println("BROKEN: this is no ledger: " + e);
      System.exit(1);
    }
  }

  // ---- the chain of the auction

  void readEntries() throws IOException, InterruptedException {
    String cursor = null;
    Map<?, ?> page;
    do {
      page = get("/api/auctions/" + auction + "/ledger?limit=100" + next(cursor));
      for (Object item : items(page)) {
        check((Map<?, ?>) item);
        entries.add((Map<?, ?>) item);
      }
      cursor = (String) page.get("nextCursor");
    } while (cursor != null);
    checkHead((Map<?, ?>) page.get("head"));
  }

  /// A page that promises another must get us nearer to it.
  private static List<?> items(Map<?, ?> page) {
    List<?> items = (List<?>) page.get("items");
    require(!items.isEmpty() || page.get("nextCursor") == null, "an empty page is not the last");
    return items;
  }

  /// Values that could be cut elsewhere would let another entry have the same hash.
  private static void checkShape(Map<?, ?> entry) {
    boolean numbers = true;
    for (String name : "amount bidder leader".split(" ")) {
      numbers &= entry.get(name) == null || entry.get(name) instanceof Long;
    }
    for (String name : "seq offset price".split(" ")) {
      numbers &= entry.get(name) instanceof Long;
    }
    require(
        numbers
            && text(entry, "kind").matches("[A-Z]+")
            && TIME.matcher(text(entry, "at")).matches()
            && TIME.matcher(text(entry, "endsAt")).matches(),
        "this is no entry: %s",
        entry);
  }

  private void check(Map<?, ?> entry) {
    checkShape(entry);
    Map<?, ?> before = entries.isEmpty() ? null : entries.getLast();
    long seq = number(entry, "seq");
    String previous = before == null ? NONE : text(before, "hash");
    long expected = before == null ? 1 : number(before, "seq") + 1;
    require(seq == expected, "entry %d is missing, there is %d", expected, seq);
    require(previous.equals(entry.get("previous")), "entry %d does not follow %d", seq, seq - 1);
    require(hash(entry, previous).equals(entry.get("hash")), "entry %d was changed", seq);
    require(
        (seq == 1) == entry.get("kind").equals("OPENED"), "entry %d cannot be %s", seq, entry.get("kind"));
    if (before != null) {
      require(number(entry, "price") >= number(before, "price"), "the price falls at entry %d", seq);
    }
    checkOrder(entry);
  }

  private String hash(Map<?, ?> entry, String previous) {
    var fields = new StringBuilder("neighborbid-ledger-1|").append(auction);
    for (String name :
        "seq kind at offset amount price bidder leader endsAt detail".split(" ")) {
      Object value = entry.get(name);
      fields.append('|').append(value == null ? "" : value);
    }
    return hex(sha256(utf8(fields.append('|').append(previous).toString())));
  }

  /// Bids count in the order of the log, and nowhere else.
  private void checkOrder(Map<?, ?> entry) {
    if (!isBid(entry)) {
      return;
    }
    for (Map<?, ?> before : entries.reversed()) {
      if (isBid(before)) {
        require(
            number(entry, "offset") > number(before, "offset"),
            "bid %d was logged before bid %d",
            number(entry, "seq"),
            number(before, "seq"));
        return;
      }
    }
  }

  private static boolean isBid(Map<?, ?> entry) {
    return entry.get("kind").equals("BID") || entry.get("kind").equals("BOUGHT");
  }

  private void checkHead(Map<?, ?> head) {
    if (entries.isEmpty()) {
      require(head == null, "there is a head without entries");
      return;
    }
    Map<?, ?> last = entries.getLast();
    require(
        head != null
            && last.get("seq").equals(head.get("seq"))
            && last.get("hash").equals(head.get("hash")),
        "the head is not entry %d",
        number(last, "seq"));
  }

  /// What somebody has seen once must be there for ever.
  void checkSeen(String seen) {
    String[] parts = seen.split(":");
    if (parts[0].contains("-")) {
      Map<?, ?> root = roots.get(parts[0]);
      require(
          root != null && root.get("hash").equals(parts[1]),
          "the root of %s was %s once",
          parts[0],
          parts[1]);
    } else {
      require(parts[1].equals(hashOf(Long.parseLong(parts[0]))), "entry %s was %s once", parts[0], parts[1]);
    }
  }

  private Object hashOf(long seq) {
    return seq < 1 || seq > entries.size() ? null : entries.get((int) seq - 1).get("hash");
  }

  // ---- the roots of the days

  /// The newest comes first, so each is what the one above it calls the one before.
  void readRoots() throws IOException, InterruptedException {
    String cursor = null;
    Map<?, ?> above = null;
    do {
      Map<?, ?> page = get("/api/ledger/roots?limit=100" + next(cursor));
      for (Object item : items(page)) {
        Map<?, ?> root = (Map<?, ?>) item;
        checkRoot(root, above);
        roots.put(text(root, "day"), root);
        above = root;
      }
      cursor = (String) page.get("nextCursor");
    } while (cursor != null);
    require(above == null || NONE.equals(above.get("previous")), "the first root follows another");
  }

  private static void checkRoot(Map<?, ?> root, Map<?, ?> above) {
    String day = text(root, "day");
    String joined =
        String.join(
            "|", day, text(root, "root"), root.get("auctions").toString(), text(root, "previous"));
    require(hex(sha256(utf8(joined))).equals(root.get("hash")), "the root of %s was changed", day);
    if (above != null) {
      require(
          root.get("hash").equals(above.get("previous")),
          "the root of %s does not follow that of %s",
          above.get("day"),
          day);
      require(
          LocalDate.parse(day).plusDays(1).toString().equals(above.get("day")),
          "a root between %s and %s is missing",
          day,
          above.get("day"));
    }
  }

  /// Every day's proof that there is must lead from an entry to the root; what they reach, in words.
  String checkProofs() throws IOException, InterruptedException {
    long covered = 0;
    if (!entries.isEmpty()) {
      LocalDate last = dayOf(entries.getLast()).plusDays(LATE_DAYS);
      for (LocalDate day = dayOf(entries.getFirst()); !day.isAfter(last); day = day.plusDays(1)) {
        if (roots.containsKey(day.toString())) {
          covered = Math.max(covered, checkProof(day));
        }
      }
    }
    String head = entries.isEmpty() ? "" : ", head " + entries.getLast().get("hash");
    return "%d entries, the first %d of them in daily roots%s".formatted(entries.size(), covered, head);
  }

  private static LocalDate dayOf(Map<?, ?> entry) {
    return LocalDate.parse(text(entry, "at").substring(0, 10));
  }

  private long checkProof(LocalDate day) throws IOException, InterruptedException {
    Map<?, ?> proof = get("/api/auctions/" + auction + "/ledger/proof?day=" + day);
    if (proof == null) {
      return 0;
    }
    long seq = Long.parseLong(text(proof, "leaf").split("\\|")[1]);
    require(
        proof.get("leaf").equals(auction + "|" + seq + "|" + hashOf(seq)),
        "entry %d is not what it was in the root of %s",
        seq,
        day);
    Map<?, ?> root = roots.get(day.toString());
    require(
        number(root, "auctions") == number(proof, "treeSize")
            && walk(proof).equals(root.get("root")),
        "the proof of entry %d does not lead to the root of %s",
        seq,
        day);
    return seq;
  }

  /// Verification of an inclusion proof, RFC 9162 section 2.1.3.2.
  private static String walk(Map<?, ?> proof) {
    byte[] hash = sha256(new byte[] {0}, utf8(text(proof, "leaf")));
    long place = number(proof, "index");
    long last = number(proof, "treeSize") - 1;
    for (Object step : (List<?>) proof.get("path")) {
      byte[] other = HexFormat.of().parseHex((String) step);
      if (last == 0) {
        return "a path that is too long";
      }
      if (place % 2 == 1 || place == last) {
        hash = sha256(new byte[] {1}, other, hash);
        while (place % 2 == 0 && place != 0) {
          place /= 2;
          last /= 2;
        }
      } else {
        hash = sha256(new byte[] {1}, hash, other);
      }
      place /= 2;
      last /= 2;
    }
    return last == 0 ? hex(hash) : "a path that is too short";
  }

  // ---- small tools

  /// The answer's JSON, or null where there is nothing (404) that may be missing.
  private Map<?, ?> get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(20));
    var response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() == 404 && path.contains("/proof?")) {
      return null;
    }
    if (response.statusCode() != 200) {
      throw new IOException(path + " answers " + response.statusCode());
    }
    return (Map<?, ?>) new Json(response.body()).value();
  }

  private static String next(String cursor) {
    return cursor == null ? "" : "&cursor=" + cursor;
  }

  private static void require(boolean holds, String otherwise, Object... values) {
    if (!holds) {
      throw new Broken(otherwise.formatted(values));
    }
  }

  private static long number(Map<?, ?> map, String name) {
    return map.get(name) instanceof Long number ? number : -1;
  }

  private static String text(Map<?, ?> map, String name) {
    return String.valueOf(map.get(name));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Reads what the ledger needs of JSON: objects, lists, texts, whole numbers, true, false, null.
  static class Json {
    private final String json;
    private int place;

    Json(String json) {
      this.json = json;
    }

    Object value() {
      return switch (peek()) {
        case '{' -> object();
        case '[' -> list();
        case '"' -> string();
        default -> word();
      };
    }

    private Map<String, Object> object() {
      var map = new LinkedHashMap<String, Object>();
      take('{');
      while (peek() != '}') {
        String name = string();
        take(':');
        map.put(name, value());
        comma();
      }
      take('}');
      return map;
    }

    private List<Object> list() {
      var list = new ArrayList<>();
      take('[');
      while (peek() != ']') {
        list.add(value());
        comma();
      }
      take(']');
      return list;
    }

    private String string() {
      var text = new StringBuilder();
      take('"');
      for (char c = json.charAt(place++); c != '"'; c = json.charAt(place++)) {
        text.append(c == '\\' ? escaped() : c);
      }
      return text.toString();
    }

    private char escaped() {
      char c = json.charAt(place++);
      if (c == 'u') {
        place += 4;
        return (char) Integer.parseInt(json.substring(place - 4, place), 16);
      }
      int known = "bfnrt".indexOf(c);
      return known < 0 ? c : "\b\f\n\r\t".charAt(known);
    }

    private Object word() {
      int start = place;
      while (place < json.length() && ",]} \t\r\n".indexOf(json.charAt(place)) < 0) {
        place++;
      }
      String word = json.substring(start, place);
      return switch (word) {
        case "null" -> null;
        case "true", "false" -> Boolean.valueOf(word);
        default -> Long.valueOf(word);
      };
    }

    private char peek() {
      while (Character.isWhitespace(json.charAt(place))) {
        place++;
      }
      return json.charAt(place);
    }

    private void take(char expected) {
      if (peek() != expected) {
        throw new IllegalArgumentException("no JSON at " + place);
      }
      place++;
    }

    private void comma() {
      if (peek() == ',') {
        place++;
      }
    }
  }
}
