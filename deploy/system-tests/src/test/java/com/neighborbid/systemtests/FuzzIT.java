package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.AFTER_A_FAULT;
import static com.neighborbid.systemtests.NeighborBid.SOON;
import static com.neighborbid.systemtests.NeighborBid.eventually;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.local.ServiceProcess;
import com.neighborbid.servers.fuzz.Fuzz;
import com.neighborbid.servers.fuzz.Mutations;
import com.neighborbid.servers.fuzz.OddValues;
import com.neighborbid.systemtests.ApiDocument.Operation;
import com.neighborbid.systemtests.Complaints.Answer;
import com.neighborbid.systemtests.Guesses.Guess;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import com.neighborbid.systemtests.client.Seat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/// Nonsense at every door of the whole system: nothing breaks, nothing inside is shown, and
/// afterwards everything goes on as before. Everything follows from one seed (`-Dfuzz.seed=…`, more
/// of it with `-Dfuzz.times=…`).
@ExtendWith(NeighborBid.Extension.class)
class FuzzIT {
  private static final int TIMES_EACH = 30;
  private static final int TIMES_COSTLY = 6;
  private static final int AT_ONCE = 4;
  private static final long MOST_MS = 15_000;
  private static final int SILENCE_MS = 150;

  /// What copies of auctions, counts of attempts and the like may take that were not there before.
  private static final long MAY_GROW_BYTES = 40L << 20;

  private static final List<String> SERVICES =
      List.of("gateway", "user", "wallet", "auction", "realtime");

  /// A password is hashed for each of them.
  private static final Set<String> COSTLY =
      Set.of(
          "/api/auth/signup",
          "/api/auth/login",
          "/api/users/me/password",
          "/api/users/me/erasure",
          "/api/auth/password-reset/confirm");

  /// What would change the system for the tests that follow; people without the right are refused.
  private static final Set<String> NOT_FOR_ADMINS =
      Set.of("/api/admin/maintenance", "/api/admin/keys/rotate");

  private final NeighborBid system;
  private final Person seller;
  private final Person joon;
  private final Person victim;
  private final Person admin;
  private final long auction;
  private final List<String> errorsBefore;
  private final Map<String, Long> heapsBefore;
  private final Complaints complaints = new Complaints();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  FuzzIT(NeighborBid system) {
    this.system = system;
    this.seller = system.person("seller");
    this.joon = system.rich("joon", 1_000_000);
    this.victim = system.rich("victim", 1_000);
    this.admin = asAdmin(system.person("admin"));
    this.auction = list(seller, listing(Duration.ofMinutes(30)));
    this.errorsBefore = errors();
    this.heapsBefore = heaps();
  }

  /// The same person with the right: one without an account would be refused by the database.
  private Person asAdmin(Person person) {
    String token =
        system
            .signingKey()
            .token(
                person.id(), person.nickname(), List.of("admin"), Instant.now().plusSeconds(900));
    return new Person(person.id(), person.nickname(), token, person.rest(), person.answers());
  }

  /// What is wrong with input is nobody's error here, and is not logged as one.
  private List<String> errors() {
    List<String> errors = new ArrayList<>();
    for (String name : SERVICES) {
      try (Stream<String> log = Files.lines(system.stack().service(name).log())) {
        log.filter(line -> line.contains("ERROR [") || line.contains("OutOfMemoryError"))
            .forEach(line -> errors.add(name + ": " + line));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return errors;
  }

  private Map<String, Long> heaps() {
    return SERVICES.stream()
        .collect(Collectors.toMap(name -> name, name -> LiveHeap.of(system.stack().service(name))));
  }

  @AfterEach
  void everythingGoesOn() throws Exception {
    assertThat(errors()).as("logged as our own errors").isEqualTo(errorsBefore);
    heaps()
        .forEach(
            (name, bytes) ->
                assertThat(bytes - heapsBefore.getOrDefault(name, 0L))
                    .as("bytes of heap that %s keeps", name)
                    .isLessThan(MAY_GROW_BYTES));
    Person mina = system.rich("mina", 100_000);
    long id = list(system.person("after"), listing(Duration.ofMinutes(10)));
    try (Seat seat = mina.enter(id)) {
      seat.await(m -> m.is("snapshot"));
      Reply bid = mina.bid(id, 10_000);
      assertThat(bid.status()).as(bid::toString).isEqualTo(201);
      assertThat(seat.outcome(seat.bid(11_000)).text("status")).isEqualTo("ACCEPTED");
    }
    for (String name : SERVICES) {
      ServiceProcess service = system.stack().service(name);
      assertThat(service.isAlive() && service.isReady()).as(name).isTrue();
    }
    http.close();
    system.auditHolds();
  }

  /// Whose word a request is.
  private record Asker(String name, String token) {}

  private Asker asker(SplittableRandom random, Operation operation) {
    // Whoever has his sign-ins ended or his account erased is nobody for the rest.
    boolean ends =
        operation.path().matches(".*(sign-ins|erasure|logout|password).*")
            && !operation.method().equals("GET");
    boolean forAdmins = !NOT_FOR_ADMINS.contains(operation.path());
    return switch (random.nextInt(10)) {
      case 0, 1 -> new Asker("nobody", "");
      case 2 -> new Asker("somebody odd", Mutations.of(random, joon.token()));
      case 3, 4 -> ends ? new Asker("victim", victim.token()) : new Asker("joon", joon.token());
      case 5, 6 -> ends ? new Asker("victim", victim.token()) : new Asker("seller", seller.token());
      default ->
          forAdmins ? new Asker("admin", admin.token()) : new Asker("victim", victim.token());
    };
  }

  @Test
  @EnabledIfSystemProperty(named = "fuzz.times", matches = "[0-9]+")
  void everyOperationAnswersWhateverItIsAsked() throws Exception {
    ApiDocument document = document();
    List<Operation> operations = document.operations();
    Guesses guesses = new Guesses(document, known());
    List<Runnable> requests = new ArrayList<>();
    long number = 0;
    for (Operation operation : operations) {
      long times =
          (COSTLY.contains(operation.path()) ? TIMES_COSTLY : TIMES_EACH)
              * Long.getLong("fuzz.times", 1);
      for (int i = 0; i < times; i++) {
        long own = number++;
        requests.add(() -> ask(own, guesses, operation));
      }
    }
    inParallel(requests);
    assertThat(complaints.shown()).as("of %d answers", complaints.answers()).isEmpty();
    assertThat(complaints.answers()).isGreaterThan(2_000);
  }

  /// Once every service has described itself, which the first time takes a moment.
  private ApiDocument document() {
    return eventually(
        AFTER_A_FAULT,
        () -> new ApiDocument(system.rest().get("/v3/api-docs", null).body()),
        document -> document.operations().size() > 80);
  }

  private Guesses.Known known() {
    long other = list(seller, listing(Duration.ofMinutes(30), "instantPrice", 50_000));
    Reply bid = joon.bid(auction, 10_000);
    assertThat(bid.status()).as(bid::toString).isEqualTo(201);
    return new Guesses.Known(
        List.of(auction, other),
        List.of(seller.id(), joon.id()),
        victim.id(),
        bid.text("bidId"),
        victim.nickname());
  }

  private static void inParallel(List<Runnable> tasks) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> all = new ArrayList<>();
      tasks.forEach(task -> all.add(threads.submit(task)));
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private void ask(long number, Guesses guesses, Operation operation) {
    SplittableRandom random = Fuzz.random(number);
    Asker asker = asker(random, operation);
    Guess guess = guesses.of(random, operation);
    String call =
        "%d as %s: %s %s %s %s"
            .formatted(
                number,
                asker.name(),
                guess.method(),
                guess.target(),
                guess.headers(),
                guess.body() == null ? "" : shortened(guess.body()));
    try {
      complaints.judge(operation.toString(), call, send(asker, guess), MOST_MS);
    } catch (IOException | InterruptedException | IllegalArgumentException e) {
      complaints.add(operation + " has no answer", call, e);
    }
  }

  private Answer send(Asker asker, Guess guess) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(system.gatewayUrl() + guess.target()))
            .timeout(Duration.ofSeconds(40))
            .method(
                guess.method(),
                guess.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(guess.body()));
    for (int i = 0; i + 1 < guess.headers().size(); i += 2) {
      request.header(guess.headers().get(i), guess.headers().get(i + 1));
    }
    String token = asker.token().replaceAll("[^\\x20-\\x7e]", "");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    long start = System.nanoTime();
    HttpResponse<String> raw = http.send(request.build(), BodyHandlers.ofString());
    String headers =
        raw.headers().map().entrySet().stream()
            .map(
                one ->
                    one.getKey().toLowerCase(Locale.ROOT) + ": " + String.join(",", one.getValue()))
            .collect(Collectors.joining("\n"));
    return new Answer(
        raw.statusCode(), headers, raw.body(), (System.nanoTime() - start) / 1_000_000);
  }

  private static String shortened(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  // Bytes that are hardly HTTP any more.

  @Test
  @EnabledIfSystemProperty(named = "fuzz.times", matches = "[0-9]+")
  void everyConnectionIsAnsweredOrClosed() throws Exception {
    String bid =
        """
        POST /api/auctions/%d/bids?a=b HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Idempotency-Key: key-9\r
        Accept-Language: ko\r
        Content-Length: 14\r
        \r
        {"amount":500}"""
            .formatted(auction, joon.token());
    String room =
        """
        GET /ws/auction/%d/?since=1 HTTP/1.1\r
        Host: 127.0.0.1\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Protocol: bearer, %s\r
        \r
        """
            .formatted(auction, joon.token());
    List<Runnable> all = new ArrayList<>();
    for (long number = 0; number < 400 * Long.getLong("fuzz.times", 1); number++) {
      long own = number;
      all.add(() -> connect(own, own % 2 == 0 ? bid : room));
    }
    inParallel(all);
    assertThat(complaints.shown()).isEmpty();
  }

  private void connect(long number, String good) {
    SplittableRandom random = Fuzz.random(number);
    byte[] sent = spoiled(random, good).getBytes(StandardCharsets.ISO_8859_1);
    try (Socket socket = connection()) {
      socket.getOutputStream().write(sent);
      String answer = new String(rest(socket), StandardCharsets.ISO_8859_1);
      boolean right =
          answer.isEmpty() || answer.matches("(?s)HTTP/1\\.[01] (101|[234]\\d\\d|503) .*");
      if (!right) {
        complaints.add("bytes", number + ": " + shortened(sent), answer);
      }
    } catch (IOException _) {
      // Closed while it was being told: that is an answer too.
    }
  }

  /// Any byte of it, or one whole header.
  private static String spoiled(SplittableRandom random, String good) {
    if (random.nextBoolean()) {
      return Mutations.of(random, good);
    }
    String[] lines = good.split("\r\n", -1);
    int line = 1 + random.nextInt(5);
    int colon = lines[line].indexOf(':');
    lines[line] = lines[line].substring(0, colon + 1) + " " + OddValues.text(random);
    return String.join("\r\n", lines);
  }

  private Socket connection() throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(SILENCE_MS);
    socket.connect(
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), system.stack().gatewayUrl().getPort()));
    return socket;
  }

  /// The head of an answer, however long it takes.
  private static String head(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    StringBuilder head = new StringBuilder();
    for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
      head.append((char) c);
      if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
        break;
      }
    }
    socket.setSoTimeout(SILENCE_MS);
    return head.toString();
  }

  /// What comes until the other side closes, or is silent for a moment.
  private static byte[] rest(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] all = new byte[256 * 1024];
    int length = 0;
    try {
      for (int n = in.read(all); n > 0 && length < all.length; ) {
        length += n;
        n = in.read(all, length, all.length - length);
      }
    } catch (SocketTimeoutException _) {
      // It waits for more of us.
    }
    return Arrays.copyOf(all, length);
  }

  // Sockets.

  private static final Set<Integer> CLOSE_CODES =
      Set.of(1000, 1002, 1003, 1007, 1009, 4400, 4401, 4408, 4429);

  @Test
  @EnabledIfSystemProperty(named = "fuzz.times", matches = "[0-9]+")
  void everySocketIsToldWhatIsWrongOrClosedAsAgreed() throws Exception {
    List<Runnable> all = new ArrayList<>();
    for (long number = 0; number < 400 * Long.getLong("fuzz.times", 1); number++) {
      long own = number;
      all.add(() -> talk(own));
    }
    inParallel(all);
    assertThat(complaints.shown()).isEmpty();
  }

  private void talk(long number) {
    SplittableRandom random = Fuzz.random(number);
    String token = random.nextInt(3) == 0 ? "" : joon.token();
    try (Socket socket = connection()) {
      socket.getOutputStream().write(Frames.handshake(auction, token));
      String head = head(socket);
      byte[] said = Frames.odd(random);
      socket.getOutputStream().write(said);
      for (String complaint : Frames.complaints(head, rest(socket), CLOSE_CODES)) {
        complaints.add("socket " + complaint, number + ": " + shortened(said), "");
      }
    } catch (IOException _) {
      // Closed while it was being told: that is an answer too.
    }
  }

  // Records in the logs that no engine can decide.

  @Test
  void recordsThatCannotBeReadHoldUpNobody() throws Exception {
    Poison poison = new Poison(auction, joon.id());
    poison.send(system.stack().kafka().bootstrap());
    Person late = system.person("late");
    assertThat(
            eventually(SOON, () -> late.get("/api/wallet"), r -> r.status() == 200)
                .number("available"))
        .isZero();
    assertThat(joon.bid(auction, 60_000).status()).isEqualTo(201);
    assertThat(system.auction(auction).text("leader")).isEqualTo(joon.nickname());
  }
}
