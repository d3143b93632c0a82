package com.neighborbid.user.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.auth.EndedSignIns;
import com.neighborbid.servers.TestServers;
import com.neighborbid.user.Api;
import com.neighborbid.user.Api.Answer;
import com.neighborbid.user.Eventually;
import com.neighborbid.user.UserServiceBase;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/// What the others hear over Redis when a sign-in ends.
class SignOutIT extends UserServiceBase {
  private static final String ENDED = "signins:ended:at";

  @Autowired private SignOuts signOuts;
  @Autowired private TransactionTemplate transactions;

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Jedis redis = new Jedis(HostAndPort.from(TestServers.redis().address()));
  private final Jedis listening = new Jedis(HostAndPort.from(TestServers.redis().address()));
  private final JedisPubSub channel =
      new JedisPubSub() {
        @Override
        public void onMessage(String from, String message) {
          heard.add(message);
        }
      };

  @BeforeEach
  void listen() {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                listening.subscribe(channel, EndedSignIns.CHANNEL);
              } catch (JedisException _) {
                // the test is over
              }
            });
    Eventually.until("subscribed", channel::isSubscribed);
  }

  @AfterEach
  void close() {
    listening.disconnect();
    redis.close();
  }

  private static String signIn(Answer tokens) {
    try {
      return SignedJWT.parse(tokens.text("accessToken")).getJWTClaimsSet().getStringClaim("sid");
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long userId(Answer tokens) {
    return tokens.body().path("user").path("id").asLong();
  }

  private int me(Answer tokens) {
    return api.get("/api/users/me", "Authorization", "Bearer " + tokens.text("accessToken"))
        .status();
  }

  private void isEnded(Answer tokens) {
    String signIn = signIn(tokens);
    Eventually.until("told", () -> heard.contains(signIn));
    assertThat(redis.zscore(ENDED, signIn)).isNotNull();
    Eventually.until("refused", () -> me(tokens) == 401);
  }

  private void goesOn(Answer tokens) {
    assertThat(redis.zscore(ENDED, signIn(tokens))).isNull();
    assertThat(me(tokens)).isEqualTo(200);
  }

  @Test
  void theTokensOfOneSignInNameIt() {
    String name = Api.newName();
    Answer first = api.signUp(name).is(201);
    Answer refreshed = api.refresh(first.text("refreshToken")).is(200);
    Answer elsewhere = api.logIn(name, Api.PASSWORD).is(200);
    assertThat(UUID.fromString(signIn(first))).hasToString(signIn(refreshed));
    assertThat(signIn(elsewhere)).isNotEqualTo(signIn(first));
  }

  @Test
  void loggingOutIsToldOnceAndEndsTheAccessTokensOfThisSignInOnly() {
    String name = Api.newName();
    Answer first = api.signUp(name).is(201);
    Answer elsewhere = api.logIn(name, Api.PASSWORD).is(200);
    Map<String, String> token = Map.of("refreshToken", first.text("refreshToken"));
    api.post("/api/auth/logout", token).is(204);
    isEnded(first);
    api.post("/api/auth/logout", token).is(204);
    api.post("/api/auth/logout", Map.of("refreshToken", elsewhere.text("refreshToken"))).is(204);
    isEnded(elsewhere);
    assertThat(heard).containsOnlyOnce(signIn(first));
    long left = redis.pttl(ENDED);
    assertThat(left).isBetween(900_000L, 960_000L);
  }

  @Test
  void aReusedRefreshTokenEndsTheAccessTokensToo() {
    Answer first = api.signUp(Api.newName()).is(201);
    Answer second = api.refresh(first.text("refreshToken")).is(200);
    api.refresh(first.text("refreshToken")).isProblem(401, "UNAUTHORIZED");
    isEnded(second);
  }

  @Test
  void allSignInsOfAUserEndButTheOneToKeep() {
    String name = Api.newName();
    Answer first = api.signUp(name).is(201);
    Answer second = api.logIn(name, Api.PASSWORD).is(200);
    Answer kept = api.logIn(name, Api.PASSWORD).is(200);
    Answer somebodyElse = api.signUp(Api.newName()).is(201);
    signOuts.endAll(userId(first), EndReason.LOGOUT, Optional.of(UUID.fromString(signIn(kept))));
    isEnded(first);
    isEnded(second);
    goesOn(kept);
    goesOn(somebodyElse);
    api.refresh(second.text("refreshToken")).isProblem(401, "UNAUTHORIZED");
    Answer refreshed = api.refresh(kept.text("refreshToken")).is(200);
    signOuts.endAll(userId(first), EndReason.LOGOUT, Optional.empty());
    isEnded(refreshed);
  }

  @Test
  void nothingIsToldWhereTheCallersTransactionFails() {
    Answer first = api.signUp(Api.newName()).is(201);
    transactions.executeWithoutResult(
        status -> {
          signOuts.endAll(userId(first), EndReason.LOGOUT, Optional.empty());
          status.setRollbackOnly();
        });
    Answer last = api.signUp(Api.newName()).is(201);
    api.post("/api/auth/logout", Map.of("refreshToken", last.text("refreshToken"))).is(204);
    isEnded(last);
    goesOn(first);
  }
}
