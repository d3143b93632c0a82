package com.neighborbid.user.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.user.Api;
import com.neighborbid.user.Mailbox.Letter;
import com.neighborbid.user.Person;
import com.neighborbid.user.UserServiceBase;
import com.neighborbid.user.config.Sha256;
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
            "{\"email\":\"" + address + "\"}",
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
    api.patchMe(person.token(), "{\"email\":\"" + second + "\"}").is(200);
    confirm(stale).isProblem(422, "LINK_INVALID");
    assertThat(person.me().body().path("emailVerified").asBoolean(true)).isFalse();
    confirm(MAILS.await(second, 1).getFirst().token()).is(204);
    api.patchMe(person.token(), "{\"email\":\"" + address() + "\"}").is(200);
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
