package com.neighborbid.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.realtime.support.AuctionLog;
import com.neighborbid.realtime.support.Clients;
import com.neighborbid.realtime.support.Clients.Client;
import com.neighborbid.realtime.support.Engine;
import com.neighborbid.realtime.support.Instance;
import com.neighborbid.realtime.support.RawSocket;
import com.neighborbid.realtime.support.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rough figures of one instance with its real servers on this machine, clients in the same
/// process. Not a test: run its `main`.
public final class Measurement {
  private static final int ROUNDS = 500;

  private Measurement() {}

  public static void main(String[] args) throws Exception {
    Instance instance = Stage.instance();
    try (Instance unlimited = Stage.anotherInstance("--neighborbid.realtime.limits=off")) {
      for (int round = 0; round < 3; round++) {
        bids(unlimited);
        fanOut(unlimited, 100);
      }
      memory(unlimited, 4000);
    }
    instance.close();
    System.exit(0);
  }

  /// From a bid's frame to `received`, and to its record at a consumer.
  private static void bids(Instance instance) {
    long auction = Engine.newAuction();
    Stage.engine().publish(auction, 1);
    String token = Stage.neighbours().token(7, Duration.ofMinutes(5));
    long[] received = new long[ROUNDS];
    long[] consumed = new long[ROUNDS];
    try (AuctionLog log = new AuctionLog();
        Client bidder = Clients.withToken(instance.port(), "/ws/auction/" + auction, token)) {
      bidder.next("snapshot");
      for (int i = 0; i < ROUNDS; i++) {
        long start = System.nanoTime();
        bidder.send("{\"action\":\"bid\",\"amount\":" + (i + 1) * 1000 + "}");
        bidder.next("received");
        received[i] = System.nanoTime() - start;
        log.next(auction, 1);
        consumed[i] = System.nanoTime() - start;
      }
    }
    report("bid -> received", received);
    report("bid -> consumed from auction.log", consumed);
  }

  /// From publishing on Redis until all viewers have the frame.
  private static void fanOut(Instance instance, int viewers) {
    long auction = Engine.newAuction();
    Stage.engine().publish(auction, 1);
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < viewers; i++) {
      clients.add(Clients.connect(instance.port(), "/ws/auction/" + auction));
    }
    clients.forEach(client -> client.next("snapshot"));
    long[] last = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      long seq = i + 2;
      Stage.engine().publish(auction, seq);
      for (Client client : clients) {
        client.find((JsonNode message) -> message.path("seq").asLong() == seq);
      }
      last[i] = System.nanoTime() - start;
    }
    clients.forEach(Client::close);
    report("publish -> all of " + viewers + " viewers", last);
  }

  /// Heap that idle connections cost, both ends of the socket of the driver excluded as far as they
  /// are plain sockets.
  private static void memory(Instance instance, int connections) {
    long auction = Engine.newAuction();
    Stage.engine().publish(auction, 1);
    long before = used();
    List<RawSocket> sockets = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      sockets.add(new RawSocket(instance.port(), "/ws/auction/" + auction));
    }
    sockets.forEach(RawSocket::next);
    System.out.printf(
        "heap per idle connection: %d bytes (driver's own socket included)%n",
        (used() - before) / connections);
    sockets.forEach(RawSocket::close);
  }

  private static long used() {
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void report(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        "%s: p50 %.2f ms, p99 %.2f ms%n",
        what, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
  }
}
