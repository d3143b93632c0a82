package com.neighborbid.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/auctions/1/",
        "/api/images/a.b-c_d.jpg",
        "/.well-known/jwks.json",
        "/api/users/%EC%9D%98",
        "/api/x/a..b",
        "/api/x/...",
      })
  void ordinaryPathsAreSeen(String path) {
    assertThat(Paths.isPlain(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "api",
        "//api",
        "/api//x",
        "/api/./x",
        "/api/../x",
        "/api/..",
        "/api/.",
        "/api/x;y=1",
        "/api\\x",
        "/api/%2e%2e/x",
        "/api/%2Ex",
        "/api/a%2Fb",
        "/api/a%5cb",
        "/api/a%3Bb",
        "/api/a%25b",
        "/api/a%00",
        "/api/a%0a",
        "/api/a%1f",
        "/api/a%7f",
        "/api/a%ff",
        "/api/%ec%9d",
        "/api/a%",
        "/api/a%4",
        "/api/a%zz",
      })
  void pathsThatMeanDifferentThingsLeadNowhere(String path) {
    assertThat(Paths.isPlain(path)).isFalse();
  }
}
