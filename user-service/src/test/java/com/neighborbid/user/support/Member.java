package com.neighborbid.user.support;

import com.neighborbid.user.Api;
import com.neighborbid.user.Api.Answer;

/// Somebody who is signed in.
public record Member(Api api, long id, String token) {
  public static Member signUp(Api api) {
    Answer answer = api.signUp(Api.newName()).is(201);
    return new Member(
        api, answer.body().path("user").path("id").asLong(), answer.text("accessToken"));
  }

  public Answer get(String path, String... headers) {
    return api.get(path, signed(headers));
  }

  public Answer json(String method, String path, String json, String... headers) {
    return api.json(method, path, json, signed(headers));
  }

  private String[] signed(String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Authorization";
    all[1] = "Bearer " + token;
    return all;
  }
}
