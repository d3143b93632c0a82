package com.neighborbid.user.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.user.Api;
import com.neighborbid.user.Api.Answer;
import com.neighborbid.user.UserServiceBase;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignInIT extends UserServiceBase {
  @Test
  void signingUpAnswersTheProfileAndTokensThatWorkAtOnce() {
    String name = Api.newName();
    Answer answer =
        api.post(
                "/api/auth/signup",
                Map.of(
                    "username", name,
                    "password", Api.PASSWORD,
                    "nickname", "미나",
                    "email", "mina@example.org",
                    "region", "KR/11/680"))
            .is(201);

    JsonNode user = answer.body().path("user");
    assertThat(user.path("id").isIntegralNumber()).isTrue();
    assertThat(user.path("username").asText()).isEqualTo(name);
    assertThat(user.path("nickname").asText()).isEqualTo("미나");
    assertThat(user.path("region").asText()).isEqualTo("KR/11/680");
    assertThat(user.path("reputation").asInt()).isZero();
    assertThat(user.path("reviewCount").asInt()).isZero();
    assertThat(answer.text("tokenType")).isEqualTo("Bearer");
    assertThat(answer.body().path("expiresIn").asInt()).isEqualTo(900);
    assertThat(answer.raw().headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.raw().headers().firstValue("Location"))
        .contains("/api/users/" + user.path("id").asText());
    assertThat(answer.raw().body()).doesNotContain("hash", Api.PASSWORD);
    assertThat(me(answer).is(200).body()).isEqualTo(user);
  }

  @Test
  void theNicknameIsTheUsernameWhereNoneIsGiven() {
    String name = Api.newName();
    assertThat(api.signUp(name).is(201).body().path("user").path("nickname").asText())
        .isEqualTo(name);
  }

  @Test
  void aNicknameIsStoredComposedAndTrimmed() {
    Answer answer =
        api.post(
                "/api/auth/signup",
                Map.of(
                    "username",
                    Api.newName(),
                    "password",
                    Api.PASSWORD,
                    "nickname",
                    " cafe\u0301 "))
            .is(201);
    assertThat(answer.body().path("user").path("nickname").asText()).isEqualTo("caf\u00e9");
  }

  @Test
  void aUsernameIsGivenOnce() {
    String name = Api.newName();
    api.signUp(name).is(201);
    api.signUp(name).isProblem(409, "USERNAME_TAKEN");
  }

  @Test
  void ofManySignUpsAtOnceForANameExactlyOnePasses() throws Exception {
    String name = Api.newName();
    CountDownLatch go = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          IntStream.range(0, 16)
              .mapToObj(
                  _ ->
                      threads.submit(
                          () -> {
                            go.await();
                            return api.signUp(name);
                          }))
              .toList();
      go.countDown();
      int created = 0;
      for (Future<Answer> future : answers) {
        Answer answer = future.get();
        if (answer.status() == 201) {
          created++;
        } else {
          answer.isProblem(409, "USERNAME_TAKEN");
        }
      }
      assertThat(created).isOne();
    }
    assertThat(eventsOf(name)).isEqualTo(1);
  }

  @Test
  void logsInWithThePasswordOnly() {
    String name = Api.newName();
    api.signUp(name).is(201);
    Answer in = api.logIn(name, Api.PASSWORD).is(200);
    assertThat(me(in).is(200).text("username")).isEqualTo(name);
    api.logIn(" " + name.toUpperCase(Locale.ROOT), Api.PASSWORD).is(200);
  }

  @Test
  void aWrongPasswordAndAnUnknownNameLookTheSame() {
    String name = Api.newName();
    api.signUp(name).is(201);
    Answer wrong = api.logIn(name, "wrong password").isProblem(401, "UNAUTHORIZED");
    Answer unknown = api.logIn("nobody-" + name, Api.PASSWORD).isProblem(401, "UNAUTHORIZED");
    assertThat(withoutRequestId(wrong)).isEqualTo(withoutRequestId(unknown));
    assertThat(wrong.raw().headers().firstValue("WWW-Authenticate").orElse(""))
        .startsWith("Bearer");
  }

  @Test
  void everyCharacterOfALongPasswordCounts() {
    String name = Api.newName();
    String longPassword = "비밀번호".repeat(32);
    Map<String, String> signup = Map.of("username", name, "password", longPassword);
    api.post("/api/auth/signup", signup).is(201);
    api.logIn(name, longPassword).is(200);
    api.logIn(name, longPassword.substring(0, 127) + "x").isProblem(401, "UNAUTHORIZED");
  }

  @Test
  void refreshingRotatesAndTheNewTokensWork() {
    Answer first = api.signUp(Api.newName()).is(201);
    Answer second = api.refresh(first.text("refreshToken")).is(200);
    assertThat(second.text("refreshToken")).isNotEqualTo(first.text("refreshToken"));
    assertThat(second.body().path("user")).isEqualTo(first.body().path("user"));
    me(second).is(200);
    api.refresh(second.text("refreshToken")).is(200);
  }

  @Test
  void aReusedRefreshTokenEndsTheFamilyAndNoOther() {
    String name = Api.newName();
    Answer first = api.signUp(name).is(201);
    Answer elsewhere = api.logIn(name, Api.PASSWORD).is(200);
    Answer second = api.refresh(first.text("refreshToken")).is(200);
    api.refresh(first.text("refreshToken")).isProblem(401, "UNAUTHORIZED");
    api.refresh(second.text("refreshToken")).isProblem(401, "UNAUTHORIZED");
    api.refresh(elsewhere.text("refreshToken")).is(200);
  }

  @Test
  void ofManyUsesOfARefreshTokenAtOnceOneAtMostPassesAndTheFamilyEnds() throws Exception {
    Answer first = api.signUp(Api.newName()).is(201);
    CountDownLatch go = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          IntStream.range(0, 8)
              .mapToObj(
                  _ ->
                      threads.submit(
                          () -> {
                            go.await();
                            return api.refresh(first.text("refreshToken"));
                          }))
              .toList();
      go.countDown();
      String winner = "";
      for (Future<Answer> future : answers) {
        Answer answer = future.get();
        if (answer.status() == 200) {
          assertThat(winner).as("a second success").isEmpty();
          winner = answer.text("refreshToken");
        }
      }
      assertThat(winner).isNotEmpty();
      api.refresh(winner).isProblem(401, "UNAUTHORIZED");
    }
  }

  @Test
  void anExpiredRefreshTokenIsRefused() {
    String name = Api.newName();
    Answer first = api.signUp(name).is(201);
    jdbc.sql(
            """
            UPDATE refresh_tokens SET issued_at = now() - interval '31 days',
              expires_at = now() - interval '1 day'
            WHERE family_id IN (SELECT f.id FROM refresh_families f
              JOIN users u ON u.id = f.user_id WHERE u.username = :name)
            """)
        .param("name", name)
        .update();
    api.refresh(first.text("refreshToken")).isProblem(401, "UNAUTHORIZED");
  }

  @Test
  void loggingOutEndsTheFamilyAndCanBeRepeated() {
    Answer first = api.signUp(Api.newName()).is(201);
    Map<String, String> token = Map.of("refreshToken", first.text("refreshToken"));
    api.post("/api/auth/logout", token).is(204);
    api.post("/api/auth/logout", token).is(204);
    api.post("/api/auth/logout", Map.of("refreshToken", "nobody's")).is(204);
    api.refresh(first.text("refreshToken")).isProblem(401, "UNAUTHORIZED");
  }

  @Test
  void aSuspendedAccountIsToldSoAfterTheRightPasswordOnly() {
    String name = Api.newName();
    Answer first = api.signUp(name).is(201);
    setStatus(name, "SUSPENDED");
    api.logIn(name, Api.PASSWORD).isProblem(403, "ACCOUNT_SUSPENDED");
    api.logIn(name, "wrong password").isProblem(401, "UNAUTHORIZED");
    api.refresh(first.text("refreshToken")).isProblem(403, "ACCOUNT_SUSPENDED");
  }

  @Test
  void aDeletedAccountIsAsIfItHadNeverBeen() {
    String name = Api.newName();
    Answer first = api.signUp(name).is(201);
    setStatus(name, "DELETED");
    api.logIn(name, Api.PASSWORD).isProblem(401, "UNAUTHORIZED");
    api.refresh(first.text("refreshToken")).isProblem(401, "UNAUTHORIZED");
    me(first).isProblem(401, "UNAUTHORIZED");
    api.get("/api/users/" + first.body().path("user").path("id").asText())
        .isProblem(404, "NOT_FOUND");
    api.signUp(name).isProblem(409, "USERNAME_TAKEN");
  }

  @Test
  void textsFollowTheLanguageAndCodesDoNot() {
    Answer korean =
        api.logIn("nobody", "wrong password", "Accept-Language", "ko-KR,ko;q=0.9,en;q=0.8");
    assertThat(korean.isProblem(401, "UNAUTHORIZED").text("detail"))
        .isEqualTo("아이디 또는 비밀번호가 올바르지 않습니다.");
    Answer german = api.logIn("nobody", "wrong password", "Accept-Language", "de");
    assertThat(german.text("detail")).isEqualTo("Wrong username or password.");
  }

  private Answer me(Answer tokens) {
    return api.get("/api/users/me", "Authorization", "Bearer " + tokens.text("accessToken"));
  }

  private void setStatus(String name, String status) {
    jdbc.sql("UPDATE users SET status = :status WHERE username = :name")
        .param("status", status)
        .param("name", name)
        .update();
  }

  private long eventsOf(String name) {
    return jdbc.sql(
            "SELECT count(*) FROM outbox WHERE record_key = "
                + "(SELECT id::text FROM users WHERE username = :name)")
        .param("name", name)
        .query(Long.class)
        .single();
  }

  private static Map<String, JsonNode> withoutRequestId(Answer answer) {
    Map<String, JsonNode> members = new HashMap<>();
    answer.body().properties().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
    members.remove("requestId");
    return members;
  }
}
