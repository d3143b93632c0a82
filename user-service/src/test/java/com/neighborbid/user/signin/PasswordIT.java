package com.neighborbid.user.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.user.Api;
import com.neighborbid.user.Api.Answer;
import com.neighborbid.user.Eventually;
import com.neighborbid.user.Mailbox.Letter;
import com.neighborbid.user.Person;
import com.neighborbid.user.UserServiceBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordIT extends UserServiceBase {
  private static final String NEW = "battery staple";

  @Test
  void aForgottenPasswordIsReplacedByTheLinkAndAllSignInsEnd() {
    String address = address();
    Person person = Person.signUp(api, address);
    ask(address).is(202);
    String token = resetLetter(address).token();
    reset(token, NEW).is(204);
    api.logIn(person.username(), Api.PASSWORD).isProblem(401, "UNAUTHORIZED");
    api.refresh(person.refreshToken()).isProblem(401, "UNAUTHORIZED");
    Person again = Person.of(api, api.logIn(person.username(), NEW).is(200));
    assertThat(again.me().body().path("emailVerified").asBoolean()).isTrue();
    reset(token, NEW).isProblem(422, "LINK_INVALID");
    Eventually.until(
        "the owner is told",
        () ->
            MAILS.to(address).stream()
                .anyMatch(mail -> mail.subject().equals("Your password was changed")));
  }

  @Test
  void theAddressIsFoundHoweverItIsWritten() {
    String address = address();
    Person.signUp(api, address);
    ask(address.toUpperCase(java.util.Locale.ROOT)).is(202);
    assertThat(resetLetter(address).text()).contains("http://127.0.0.1:8080/#/reset-password/");
  }

  @Test
  void nobodyLearnsWhoseAddressItIs() {
    String address = address();
    Person.signUp(api, address);
    Answer known = ask(address).is(202);
    Answer unknown = ask(address()).is(202);
    assertThat(known.raw().body()).isEqualTo(unknown.raw().body());
  }

  @Test
  void askingOftenSendsNoMoreThanFiveMailsPerHour() {
    String address = address();
    Person.signUp(api, address);
    for (int i = 0; i < 8; i++) {
      ask(address).is(202);
    }
    Eventually.until(
        "all are worked off",
        () ->
            jdbc.sql("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'account-mail'")
                    .query(Long.class)
                    .single()
                == 0);
    assertThat(resets(address)).hasSize(5);
  }

  @Test
  void anAddressOnTheNetAsksTwentyTimes() {
    String[] from = {"X-Forwarded-For", "198.51.100.77"};
    for (int i = 0; i < 20; i++) {
      api.post("/api/auth/password-reset", Map.of("email", "nobody@example.org"), from).is(202);
    }
    Answer refused =
        api.post("/api/auth/password-reset", Map.of("email", "nobody@example.org"), from)
            .isProblem(429, "TOO_MANY_REQUESTS");
    assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void ofManyUsesOfALinkAtOnceOnePasses() throws Exception {
    String address = address();
    Person person = Person.signUp(api, address);
    ask(address).is(202);
    String token = resetLetter(address).token();
    CountDownLatch go = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers =
          IntStream.range(0, 6)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            go.await();
                            return reset(token, "password number " + i).status();
                          }))
              .toList();
      go.countDown();
      int winner = -1;
      for (int i = 0; i < answers.size(); i++) {
        int status = answers.get(i).get();
        if (status == 204) {
          assertThat(winner).as("a second success").isEqualTo(-1);
          winner = i;
        } else {
          assertThat(status).isEqualTo(422);
        }
      }
      api.logIn(person.username(), "password number " + winner).is(200);
    }
  }

  @Test
  void aLinkOfAnotherPurposeSetsNoPassword() {
    String address = address();
    Person.signUp(api, address);
    reset(MAILS.await(address, 1).getFirst().token(), NEW).isProblem(422, "LINK_INVALID");
  }

  @Test
  void changingThePasswordEndsAllSignInsAndBeginsANewOne() {
    Person person = Person.signUp(api);
    Person elsewhere = Person.of(api, api.logIn(person.username(), Api.PASSWORD).is(200));
    Answer changed = change(person, Api.PASSWORD, NEW).is(200);
    api.refresh(person.refreshToken()).isProblem(401, "UNAUTHORIZED");
    api.refresh(elsewhere.refreshToken()).isProblem(401, "UNAUTHORIZED");
    Person now = Person.of(api, changed);
    now.me().is(200);
    api.refresh(now.refreshToken()).is(200);
    api.logIn(person.username(), NEW).is(200);
    assertThat(changed.raw().headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void withoutTheCurrentPasswordNothingChanges() {
    Person person = Person.signUp(api);
    change(person, "wrong password", NEW)
        .isProblem(400, "VALIDATION_FAILED")
        .names("currentPassword");
    api.logIn(person.username(), Api.PASSWORD).is(200);
    api.refresh(person.refreshToken()).is(200);
    api.post("/api/users/me/password", Map.of()).isProblem(401, "UNAUTHORIZED");
  }

  @Test
  void guessingTheCurrentPasswordIsLimited() {
    Person person = Person.signUp(api);
    for (int i = 0; i < 10; i++) {
      change(person, "wrong password", NEW).isProblem(400, "VALIDATION_FAILED");
    }
    change(person, Api.PASSWORD, NEW).isProblem(429, "TOO_MANY_REQUESTS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/users/me/password           | {}                                 | currentPassword",
        "/api/users/me/password           | {\"currentPassword\":\"x\"}        | newPassword",
        "/api/users/me/password           | {\"currentPassword\":\"x\",\"newPassword\":\"short\"} | newPassword",
        "/api/auth/password-reset         | {}                                 | email",
        "/api/auth/password-reset         | {\"email\":\"nobody\"}             | email",
        "/api/auth/password-reset/confirm | {\"password\":\"long enough\"}     | token",
        "/api/auth/password-reset/confirm | {\"token\":\"x\"}                  | password",
        "/api/auth/password-reset/confirm | {\"token\":\"x\",\"password\":\"1\"} | password",
      })
  void whatIsMissingOrOutOfBoundsIsNamed(String path, String body, String field) {
    Person.signUp(api).json("POST", path, body).isProblem(400, "VALIDATION_FAILED").names(field);
  }

  @Test
  void whatIsNotJsonIsMalformed() {
    Person person = Person.signUp(api);
    for (String path :
        new String[] {
          "/api/users/me/password", "/api/auth/password-reset", "/api/auth/password-reset/confirm"
        }) {
      person.json("POST", path, "{").isProblem(400, "MALFORMED_REQUEST");
      person.json("POST", path, "[]").isProblem(400, "MALFORMED_REQUEST");
    }
  }

  private Answer ask(String address) {
    return api.post("/api/auth/password-reset", Map.of("email", address));
  }

  private Answer reset(String token, String password) {
    return api.post(
        "/api/auth/password-reset/confirm", Map.of("token", token, "password", password));
  }

  private static Answer change(Person person, String current, String next) {
    return person.post(
        "/api/users/me/password", Map.of("currentPassword", current, "newPassword", next));
  }

  private static Letter resetLetter(String address) {
    Eventually.until("a link for " + address, () -> !resets(address).isEmpty());
    return resets(address).getFirst();
  }

  private static List<Letter> resets(String address) {
    return MAILS.to(address).stream()
        .filter(mail -> mail.subject().equals("Set a new password"))
        .toList();
  }

  private static String address() {
    return Api.newName() + "@mail.example.org";
  }
}
