package com.neighborbid.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {
  @TempDir Path home;
  private final List<String> progress = new CopyOnWriteArrayList<>();
  private StackOptions options;

  @BeforeEach
  void buildStandIns() throws IOException {
    options = StackOptions.forTests().withHome(StandIn.builtTree(home)).withProgress(progress::add);
  }

  @Test
  void startsEveryPartAndLeavesNothingBehind() throws Exception {
    List<Long> pids;
    try (LocalStack stack = LocalStack.start(options)) {
      pids = pids(stack);
      assertThat(pids).allMatch(LocalStackIT::isRunning);
      assertThat(Stream.of(Service.values()).map(Service::label))
          .allMatch(name -> stack.service(name).isReady());
      try (var database =
          DriverManager.getConnection(
              stack.jdbcUrl("wallet"), PostgresServer.USER, PostgresServer.PASSWORD)) {
        assertThat(database.getCatalog()).isEqualTo("nb_wallet");
      }
    }
    assertThat(pids).noneMatch(LocalStackIT::isRunning);
    assertThat(options.data()).doesNotExist();
    assertThat(progress)
        .anyMatch(line -> line.matches(" +PostgreSQL +ready in +[\\d.]+ s +port \\d+"))
        .anyMatch(line -> line.matches(" +gateway +ready in +[\\d.]+ s +port \\d+"))
        .anyMatch(line -> line.startsWith("NeighborBid is ready after "));
  }

  @Test
  void handsEveryServiceItsPlaceAndAllOthers() throws Exception {
    try (LocalStack stack = LocalStack.start(options.withVariable("NB_EXTRA", "more"))) {
      ServiceProcess auction = stack.service("auction");
      assertThat(get(auction.url().resolve("/environment")))
          .contains("NB_PORT=" + auction.port())
          .contains("NB_INSTANCE=auction-" + auction.port())
          .contains("NB_DB_URL=" + stack.jdbcUrl("auction"))
          .contains("NB_KAFKA=" + stack.kafka().bootstrap())
          .contains("NB_REDIS=" + stack.redis().address())
          .contains("NB_USER_URL=" + stack.service("user").url())
          .contains("NB_REALTIME_URL=" + stack.service("realtime").url())
          .contains("NB_LIMITS=off")
          .contains("NB_EXTRA=more");
      assertThat(get(stack.service("gateway").url().resolve("/environment")))
          .noneMatch(line -> line.startsWith("NB_DB_"));
    }
  }

  @Test
  void servicesCanBeKilledFrozenRestartedAndDoubled() throws Exception {
    long frozen;
    try (LocalStack stack = LocalStack.start(options)) {
      ServiceProcess auction = stack.service("auction");
      long firstPid = auction.pid();
      auction.kill();
      assertThat(isRunning(firstPid)).isFalse();
      assertThat(auction.isReady()).isFalse();

      auction.start();
      assertThat(auction.pid()).isNotEqualTo(firstPid);
      assertThat(auction.isReady()).isTrue();

      auction.freeze();
      assertThat(auction.isReady()).isFalse();
      auction.resume();
      assertThat(auction.isReady()).isTrue();

      ServiceProcess another = stack.startAnother("auction");
      assertThat(another.instance()).isEqualTo("auction-2");
      assertThat(another.port()).isNotEqualTo(auction.port());
      assertThat(get(another.url().resolve("/environment")))
          .contains("NB_INSTANCE=auction-2-" + another.port());

      // A frozen part must not keep the stack from stopping.
      another.freeze();
      frozen = another.pid();
    }
    assertThat(isRunning(frozen)).isFalse();
  }

  @Test
  void aServiceThatEndsWhileItStartsStopsEverythingAndTellsWhy() {
    List<Long> before = children();
    assertThatThrownBy(() -> LocalStack.start(options.withVariable("STAND_IN_DIES", "wallet")))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("wallet ended while it started")
        .hasMessageContaining("the reason why wallet");
    assertThat(children()).isEqualTo(before);
  }

  @Test
  void aTakenPortIsNamedBeforeAnythingStarts() throws IOException {
    int port = options.port(Part.WALLET);
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> LocalStack.start(options))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("Port " + port)
          .hasMessageContaining("wallet")
          .hasMessageContaining("NB_WALLET_PORT=");
    }
    assertThat(options.data().resolve("postgres")).doesNotExist();
    assertThat(progress).isEmpty();
  }

  @Test
  void anUnbuiltServiceIsNamedBeforeAnythingStarts() throws IOException {
    Files.delete(Service.AUCTION.jar(home));
    assertThatThrownBy(() -> LocalStack.start(options))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("auction is not built")
        .hasMessageContaining("make build");
    assertThat(progress).isEmpty();
  }

  private static List<Long> pids(LocalStack stack) {
    List<Long> pids = new ArrayList<>();
    pids.add(stack.postgres().pid());
    pids.add(stack.kafka().pid());
    pids.add(stack.redis().pid());
    for (Service service : Service.values()) {
      pids.add(stack.service(service.label()).pid());
    }
    return pids;
  }

  private static List<Long> children() {
    List<Long> pids = new ArrayList<>();
    Waiting.until(
        Duration.ofSeconds(5),
        () -> {
          pids.clear();
          ProcessHandle.current().descendants().map(ProcessHandle::pid).forEach(pids::add);
          return pids.isEmpty();
        });
    return pids;
  }

  private static boolean isRunning(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static List<String> get(URI uri) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .toList();
    }
  }
}
