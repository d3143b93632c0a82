package com.neighborbid.user.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.user.Api;
import com.neighborbid.user.Api.Answer;
import com.neighborbid.user.UserServiceBase;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class BadInputIT extends UserServiceBase {
  private static final String[] POSTS = {
    "/api/auth/signup", "/api/auth/login", "/api/auth/refresh", "/api/auth/logout"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{\"username\":\"a\" \"b\"}",
        "{}{}",
        "{\"username\":{\"a\":1},\"refreshToken\":[1]}",
        "{\"username\":12345,\"refreshToken\":1}",
        "{\"username\":true,\"refreshToken\":true}",
        "{\"username\":\"abc\",\"username\":\"abd\",\"refreshToken\":1}",
      })
  void whatIsNotTheExpectedJsonIsMalformed(String body) {
    for (String path : POSTS) {
      api.json("POST", path, body).isProblem(400, "MALFORMED_REQUEST");
    }
  }

  @Test
  void theFieldOfTheWrongTypeIsNamed() {
    String body = "{\"username\":\"abc\",\"password\":[1]}";
    api.json("POST", "/api/auth/signup", body)
        .isProblem(400, "MALFORMED_REQUEST")
        .names("password");
    api.json("POST", "/api/auth/login", body).isProblem(400, "MALFORMED_REQUEST").names("password");
    api.json("POST", "/api/auth/refresh", "{\"refreshToken\":1.5}")
        .isProblem(400, "MALFORMED_REQUEST")
        .names("refreshToken");
  }

  @Test
  void aNameThatComesTwiceIsNamed() {
    api.json("POST", "/api/auth/login", "{\"password\":\"aaaaaaaa\",\"password\":\"b\"}")
        .isProblem(400, "MALFORMED_REQUEST")
        .names("password");
  }

  @Test
  void allMissingFieldsAreNamed() {
    api.json("POST", "/api/auth/signup", "{}")
        .isProblem(400, "VALIDATION_FAILED")
        .names("username", "password");
    api.json("POST", "/api/auth/login", "{\"username\":null}")
        .isProblem(400, "VALIDATION_FAILED")
        .names("username", "password");
    for (String path : new String[] {"/api/auth/refresh", "/api/auth/logout"}) {
      api.json("POST", path, "{}").isProblem(400, "VALIDATION_FAILED").names("refreshToken");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "username | ab",
        "username | 'abc def'",
        "username | ABC",
        "username | 미나미나",
        "username | abcdefghijabcdefghijabcdefghijk",
        "username | ''",
        "password | 1234567",
        "nickname | '  '",
        "nickname | 'a\u0007b'",
        "nickname | 'a\nb'",
        "nickname | 'a\u202eb'",
        "nickname | 1234567890123456789012345678901",
        "email    | nobody",
        "email    | 'a b@example.org'",
        "email    | a@b",
        "email    | @example.org",
        "region   | 'KR 11'",
        "region   | ''",
      })
  void aSignUpOutOfBoundsNamesItsField(String field, String value) {
    var body = new HashMap<>(Map.of("username", Api.newName(), "password", Api.PASSWORD));
    body.put(field, value);
    api.post("/api/auth/signup", body).isProblem(400, "VALIDATION_FAILED").names(field);
  }

  @Test
  void textsOfTenThousandCharactersAreRefusedWhereverTheyStand() {
    String text = "가".repeat(10_000);
    for (String field : new String[] {"username", "password", "nickname", "email", "region"}) {
      var body = new HashMap<>(Map.of("username", Api.newName(), "password", Api.PASSWORD));
      body.put(field, text);
      api.post("/api/auth/signup", body).isProblem(400, "VALIDATION_FAILED").names(field);
    }
    api.logIn(text, text).isProblem(401, "UNAUTHORIZED");
    api.refresh(text).isProblem(401, "UNAUTHORIZED");
    String token = api.signUp(Api.newName()).is(201).text("accessToken");
    api.patchMe(token, "{\"nickname\":\"" + text + "\"}")
        .isProblem(400, "VALIDATION_FAILED")
        .names("nickname");
    api.get("/api/users/me", "Authorization", "Bearer " + "a".repeat(5_000))
        .isProblem(401, "UNAUTHORIZED");
  }

  @Test
  void aBodyOfAMegabyteIsTooLargeDeclaredOrNot() {
    byte[] large =
        ("{\"username\":\"" + "a".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
    String token = api.signUp(Api.newName()).is(201).text("accessToken");
    String[] headers = {"Content-Type", "application/json", "Authorization", "Bearer " + token};
    for (String path : POSTS) {
      large(api.send("POST", path, BodyPublishers.ofByteArray(large), headers));
      large(api.send("POST", path, chunked(large), headers));
    }
    large(api.send("PATCH", "/api/users/me", BodyPublishers.ofByteArray(large), headers));
    large(api.send("PATCH", "/api/users/me", chunked(large), headers));
  }

  @Test
  void aBodyWithinTheLimitPassesWithoutADeclaredLength() {
    String body =
        "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(Api.newName(), Api.PASSWORD);
    byte[] padded = (body + " ".repeat(60_000)).getBytes(StandardCharsets.UTF_8);
    api.send("POST", "/api/auth/signup", chunked(padded), "Content-Type", "application/json")
        .is(201);
  }

  @Test
  void theTransportIsCheckedToo() {
    api.send(
            "POST", "/api/auth/login", BodyPublishers.ofString("a=b"), "Content-Type", "text/plain")
        .isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
    api.send("POST", "/api/auth/login", BodyPublishers.ofString("{}"))
        .isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
    Answer wrongMethod = api.get("/api/auth/login").isProblem(405, "METHOD_NOT_ALLOWED");
    assertThat(wrongMethod.raw().headers().firstValue("Allow")).contains("POST");
    api.get("/nowhere").isProblem(404, "NOT_FOUND");
    api.get("/error").isProblem(404, "NOT_FOUND");
    api.get("/api/users/7", "Accept", "application/xml").isProblem(406, "NOT_ACCEPTABLE");
    api.send("POST", "/api/auth/login", BodyPublishers.ofString("{}"), "Content-Type", "nonsense")
        .isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void usersThatCannotBeAreNotFoundOrMalformed() {
    api.get("/api/users/999999999").isProblem(404, "NOT_FOUND");
    api.get("/api/users/-1").isProblem(404, "NOT_FOUND");
    api.get("/api/users/abc").isProblem(400, "MALFORMED_REQUEST").names("id");
    api.get("/api/users/99999999999999999999").isProblem(400, "MALFORMED_REQUEST").names("id");
    api.get("/api/users/1.5").isProblem(400, "MALFORMED_REQUEST").names("id");
  }

  @Test
  void aRequestIdIsKeptWhenWellFormedAndReplacedWhenNot() {
    Answer kept = api.get("/nowhere", "X-Request-Id", "abc-1.2_3").isProblem(404, "NOT_FOUND");
    assertThat(kept.text("requestId")).isEqualTo("abc-1.2_3");
    Answer replaced = api.get("/nowhere", "X-Request-Id", "a b").isProblem(404, "NOT_FOUND");
    assertThat(replaced.text("requestId")).isNotEqualTo("a b");
  }

  @Test
  void badInputIsNoErrorInTheLog(CapturedOutput output) {
    api.json("POST", "/api/auth/login", "{").isProblem(400, "MALFORMED_REQUEST");
    api.json("POST", "/api/auth/signup", "{}").isProblem(400, "VALIDATION_FAILED");
    String name = Api.newName();
    api.signUp(name).is(201);
    api.signUp(name).isProblem(409, "USERNAME_TAKEN");
    api.get("/nowhere").isProblem(404, "NOT_FOUND");
    assertThat(output.getAll()).doesNotContain("ERROR", "WARN");
  }

  private static void large(Answer answer) {
    answer.isProblem(413, "PAYLOAD_TOO_LARGE");
    assertThat(answer.text("detail")).contains("65536");
  }

  private static BodyPublisher chunked(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }
}
