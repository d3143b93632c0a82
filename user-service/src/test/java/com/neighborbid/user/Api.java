package com.neighborbid.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A client of the service under test.
public final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger NAMES = new AtomicInteger();
  public static final String PASSWORD = "correct horse";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;

  public Api(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  public record Answer(int status, JsonNode body, HttpResponse<String> raw) {
    public Answer is(int expected) {
      assertThat(status).as(raw.body()).isEqualTo(expected);
      return this;
    }

    /// Asserts a problem detail that is complete and tells nothing it should not.
    public Answer isProblem(int expected, String code) {
      is(expected);
      assertThat(raw.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      assertThat(text("code")).isEqualTo(code);
      assertThat(body.path("status").asInt()).isEqualTo(expected);
      assertThat(text("title")).isNotBlank();
      assertThat(text("detail")).isNotBlank();
      assertThat(text("type")).startsWith("https://neighborbid.example/problems/");
      assertThat(text("requestId"))
          .isEqualTo(raw.headers().firstValue("X-Request-Id").orElse("none"));
      assertThat(raw.body()).doesNotContain("Exception", "at com.", "org.springframework");
      return this;
    }

    public Answer names(String... fields) {
      assertThat(body.path("errors").findValuesAsText("field")).as(raw.body()).contains(fields);
      body.path("errors").forEach(error -> assertThat(error.path("message").asText()).isNotBlank());
      return this;
    }

    public String text(String field) {
      return body.path(field).asText();
    }
  }

  public static String newName() {
    return "user-" + NAMES.incrementAndGet();
  }

  public Answer signUp(String username) {
    return post("/api/auth/signup", Map.of("username", username, "password", PASSWORD));
  }

  public Answer logIn(String username, String password, String... headers) {
    return post("/api/auth/login", Map.of("username", username, "password", password), headers);
  }

  public Answer refresh(String token) {
    return post("/api/auth/refresh", Map.of("refreshToken", token));
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  public Answer post(String path, Object body, String... headers) {
    return json("POST", path, write(body), headers);
  }

  public Answer patchMe(String accessToken, String json) {
    return json("PATCH", "/api/users/me", json, "Authorization", "Bearer " + accessToken);
  }

  public Answer json(String method, String path, String json, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Content-Type";
    all[1] = "application/json";
    return send(method, path, BodyPublishers.ofString(json), all);
  }

  public Answer send(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response =
          http.send(request.method(method, body).build(), BodyHandlers.ofString());
      boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Answer(
          response.statusCode(),
          json ? JSON.readTree(response.body()) : JSON.missingNode(),
          response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
