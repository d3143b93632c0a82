package com.neighborbid.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.user.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/// Somebody who is signed in to the service under test.
public record Person(Api api, long id, String username, String token, String refreshToken) {
  public static Person signUp(Api api) {
    return of(api, api.signUp(Api.newName()).is(201));
  }

  public static Person signUp(Api api, String email) {
    Map<String, String> body =
        Map.of("username", Api.newName(), "password", Api.PASSWORD, "email", email);
    return of(api, api.post("/api/auth/signup", body).is(201));
  }

  public static Person of(Api api, Answer tokens) {
    JsonNode user = tokens.body().path("user");
    return new Person(
        api,
        user.path("id").asLong(),
        user.path("username").asText(),
        tokens.text("accessToken"),
        tokens.text("refreshToken"));
  }

  public Answer get(String path) {
    return api.get(path, auth());
  }

  public Answer post(String path, Object body) {
    return api.post(path, body, auth());
  }

  public Answer put(String path, Object body) {
    return api.json("PUT", path, Api.write(body), auth());
  }

  public Answer delete(String path) {
    return api.send("DELETE", path, BodyPublishers.noBody(), auth());
  }

  public Answer json(String method, String path, String json) {
    return api.json(method, path, json, auth());
  }

  public Answer me() {
    return get("/api/users/me");
  }

  private String[] auth() {
    return new String[] {"Authorization", "Bearer " + token};
  }
}
