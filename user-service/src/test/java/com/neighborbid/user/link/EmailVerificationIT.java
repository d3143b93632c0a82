package com.neighborbid.user.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.user.Api;
import com.neighborbid.user.Eventually;
import com.neighborbid.user.Mailbox.Letter;
import com.neighborbid.user.Person;
import com.neighborbid.user.UserServiceBase;
import com.neighborbid.user.config.Sha256;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailVerificationIT extends UserServiceBase {
  @Test
  void theLinkOfASignUpConfirmsTheAddressOnce() {
    String address = address();
    Person person = Person.signUp(api, address);
    assertThat(person.me().body().path("emailVerified").asBoolean(true)).isFalse();
    Letter letter = MAILS.await(address, 1).getFirst();
    assertThat(letter.subject()).isEqualTo("Confirm your e-mail address");
    confirm(letter.token()).is(204);
    assertThat(person.me().body().path("emailVerified").asBoolean()).isTrue();
    confirm(letter.token()).isProblem(422, "LINK_INVALID");
  }

  @Test
  void theMailSpeaksTheLanguageOfTheRequest() {
    String address = address();
    Person person = Person.signUp(api);
    api.json(
            "PATCH",
            "/api/users/me",
            "{\"email\":\"" + address + "\",\"password\":\"" + Api.PASSWORD + "\"}",
            "Authorization",
            "Bearer " + person.token(),
            "Accept-Language",
            "ko-KR,ko;q=0.9")
        .is(200);
    assertThat(MAILS.await(address, 1).getFirst().subject()).isEqualTo("이메일 주소를 확인해 주세요");
  }

  @Test
  void aLinkToAnAddressThatWasGivenUpDoesNotCount() {
    String first = address();
    Person person = Person.signUp(api, first);
    String stale = MAILS.await(first, 1).getFirst().token();
    String second = address();
    api.patchMe(person.token(), "{\"email\":\"" + second + "\",\"password\":\"correct horse\"}")
        .is(200);
    confirm(stale).isProblem(422, "LINK_INVALID");
    assertThat(person.me().body().path("emailVerified").asBoolean(true)).isFalse();
    confirm(MAILS.await(second, 1).getFirst().token()).is(204);
    api.patchMe(person.token(), "{\"email\":\"" + address() + "\",\"password\":\"correct horse\"}")
        .is(200);
    assertThat(person.me().body().path("emailVerified").asBoolean(true)).isFalse();
  }

  @Test
  void theLinkCanBeSentAgainUntilTheAddressIsConfirmed() {
    String address = address();
    Person person = Person.signUp(api, address);
    MAILS.await(address, 1);
    person.post("/api/users/me/email-verification", Map.of()).is(202);
    confirm(MAILS.await(address, 2).getLast().token()).is(204);
    person.post("/api/users/me/email-verification", Map.of()).is(202);
    Person.signUp(api)
        .post("/api/users/me/email-verification", Map.of())
        .isProblem(409, "NO_EMAIL_ADDRESS");
    api.post("/api/users/me/email-verification", Map.of()).isProblem(401, "UNAUTHORIZED");
  }

  /// Regression: each account had its own limit, and accounts cost nothing.
  @Test
  void aStrangerGetsTenMailsADayWhateverAccountsNameHim() {
    String stranger = "Stranger-" + address();
    for (int account = 0; account < 3; account++) {
      Person person =
          Person.signUp(api, account == 1 ? stranger.toLowerCase(Locale.ROOT) : stranger);
      for (int again = 0; again < 4; again++) {
        person.post("/api/users/me/email-verification", Map.of()).is(202);
      }
    }
    Eventually.until("all orders are done", () -> orders() == 0);
    assertThat(received(stranger)).isEqualTo(10);
  }

  @Test
  void aConfirmedAddressIsNoStranger() {
    String address = address();
    Person person = Person.signUp(api, address);
    confirm(MAILS.await(address, 1).getFirst().token()).is(204);
    count("email " + address, 10);
    api.post("/api/auth/password-reset", Map.of("email", address)).is(202);
    MAILS.await(address, 2);
    assertThat(person.me().body().path("emailVerified").asBoolean()).isTrue();
  }

  @Test
  void whoOrdersTooManyMailsWaits() {
    String[] from = {"X-Forwarded-For", "198.51.100.80"};
    count("client 198.51.100.80", 1_000);
    String address = address();
    Map<String, String> signUp =
        Map.of("username", Api.newName(), "password", Api.PASSWORD, "email", address);
    Person person = Person.of(api, api.post("/api/auth/signup", signUp, from).is(201));
    Api.Answer refused =
        api.post(
                "/api/users/me/email-verification",
                Map.of(),
                "X-Forwarded-For",
                "198.51.100.80",
                "Authorization",
                "Bearer " + person.token())
            .isProblem(429, "TOO_MANY_REQUESTS");
    assertThat(refused.raw().headers().firstValueAsLong("Retry-After").orElse(0))
        .isBetween(60L, 86_400L);
    count("resets 198.51.100.80", 200);
    api.post("/api/auth/password-reset", Map.of("email", address), from)
        .isProblem(429, "TOO_MANY_REQUESTS");
    Eventually.until("all orders are done", () -> orders() == 0);
    assertThat(MAILS.to(address)).isEmpty();
    person.post("/api/users/me/email-verification", Map.of()).is(202);
    MAILS.await(address, 1);
  }

  @Test
  void aForgottenPasswordIsReplacedWhateverLinksOthersBehindTheAddressHaveOrdered() {
    String address = address();
    Person.signUp(api, address);
    confirm(MAILS.await(address, 1).getFirst().token()).is(204);
    count("client 198.51.100.81", 1_000);
    count("resets 198.51.100.81", 199);
    Map<String, String> wanted = Map.of("email", address);
    String[] from = {"X-Forwarded-For", "198.51.100.81"};
    api.post("/api/auth/password-reset", wanted, from).is(202);
    MAILS.await(address, 2);
    api.post("/api/auth/password-reset", wanted, from).isProblem(429, "TOO_MANY_REQUESTS");
  }

  private long orders() {
    return jdbc.sql("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'account-mail'")
        .query(Long.class)
        .single();
  }

  /// So many were counted before.
  private void count(String key, int times) {
    int _ =
        jdbc.sql(
                "INSERT INTO mail_counts SELECT :key, now() - interval '1 hour'"
                    + " FROM generate_series(1, :times)")
            .param("key", Sha256.of(key))
            .param("times", times)
            .update();
  }

  private static int received(String address) {
    return MAILS.to(address).size() + MAILS.to(address.toLowerCase(Locale.ROOT)).size();
  }

  @Test
  void anExpiredLinkDoesNotCountAndOnlyHashesAreStored() {
    String address = address();
    Person.signUp(api, address);
    String token = MAILS.await(address, 1).getFirst().token();
    int found =
        jdbc.sql(
                """
                UPDATE account_links SET created_at = now() - interval '4 days',
                  expires_at = now() - interval '1 s' WHERE token_hash = :hash
                """)
            .param("hash", Sha256.of(token))
            .update();
    assertThat(found).isOne();
    confirm(token).isProblem(422, "LINK_INVALID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"token\":null}", "{\"token\":\"\"}"})
  void aMissingTokenIsNamed(String body) {
    api.json("POST", "/api/auth/email-verification", body)
        .isProblem(400, "VALIDATION_FAILED")
        .names("token");
  }

  @Test
  void otherNonsenseIsRefused() {
    confirm("x").isProblem(422, "LINK_INVALID");
    confirm("가".repeat(10_000)).isProblem(400, "VALIDATION_FAILED").names("token");
    api.json("POST", "/api/auth/email-verification", "[]").isProblem(400, "MALFORMED_REQUEST");
  }

  private Api.Answer confirm(String token) {
    return api.post("/api/auth/email-verification", Map.of("token", token));
  }

  private static String address() {
    return Api.newName() + "@mail.example.org";
  }
}
