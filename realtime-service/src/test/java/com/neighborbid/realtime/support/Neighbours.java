package com.neighborbid.realtime.support;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.contract.room.v1.RoomState;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// The counterparts over HTTP: auction-service's internal answers and user-service's keys.
public final class Neighbours implements AutoCloseable {
  private final HttpServer server;
  private final ECKey key;
  private final Map<Long, Map<String, Object>> rooms = new ConcurrentHashMap<>();
  private final Map<UUID, BidOutcome> outcomes = new ConcurrentHashMap<>();
  public final AtomicInteger outcomeCalls = new AtomicInteger();
  public final AtomicInteger roomCalls = new AtomicInteger();
  private volatile boolean away;

  private record Query(List<UUID> bidIds) {}

  public Neighbours() {
    try {
      key = new ECKeyGenerator(Curve.P_256).keyID("test-key").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (JOSEException | IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// From now on answers 503, or again as it should.
  public void away(boolean isAway) {
    away = isAway;
  }

  public void room(RoomState state, String reach) {
    room(state, reach, 1);
  }

  public void room(RoomState state, String reach, long sellerId) {
    rooms.put(
        state.auctionId(),
        Map.of("state", state, "reach", reach, "sellerId", sellerId, "nickname", "seller"));
  }

  public void outcome(BidOutcome outcome) {
    outcomes.put(outcome.bidId(), outcome);
  }

  public String token(long userId, Duration validFor, String... roles) {
    return sign(claims(userId, validFor).claim("roles", List.of(roles)).build());
  }

  /// A token of one sign-in.
  public String tokenOf(String signIn, long userId) {
    return sign(claims(userId, Duration.ofMinutes(5)).claim("sid", signIn).build());
  }

  /// A token that says since when the account exists.
  public String tokenOfMember(long userId, Instant since) {
    return sign(
        claims(userId, Duration.ofMinutes(5))
            .claim("member_since", since.getEpochSecond())
            .build());
  }

  private static JWTClaimsSet.Builder claims(long userId, Duration validFor) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer("neighborbid")
        .subject(Long.toString(userId))
        .claim("username", "user" + userId)
        .claim("nickname", "nick" + userId)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(validFor)))
        .jwtID(UUID.randomUUID().toString());
  }

  private String sign(JWTClaimsSet claims) {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] request = exchange.getRequestBody().readAllBytes();
    if (path.equals("/.well-known/jwks.json")) {
      send(exchange, 200, new JWKSet(key.toPublicJWK()).toString().getBytes());
    } else if (away) {
      send(exchange, 503, "{}".getBytes());
    } else if (path.equals("/internal/bids/outcomes")) {
      outcomeCalls.incrementAndGet();
      List<BidOutcome> known =
          ContractJson.read(request, Query.class).bidIds().stream()
              .filter(outcomes::containsKey)
              .map(outcomes::get)
              .toList();
      send(exchange, 200, ContractJson.write(Map.of("outcomes", known)));
    } else if (path.matches("/internal/auctions/\\d+/room")) {
      roomCalls.incrementAndGet();
      Map<String, Object> room = rooms.get(Long.parseLong(path.split("/")[3]));
      if (room == null) {
        send(exchange, 404, "{\"status\":404,\"code\":\"AUCTION_NOT_FOUND\"}".getBytes());
      } else {
        send(exchange, 200, ContractJson.write(room));
      }
    } else {
      send(exchange, 404, "{}".getBytes());
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
