package com.neighborbid.gateway.reads;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicReadsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/auctions",
        "/api/auctions?",
        "/api/auctions?q=%EC%9E%90%EC%A0%84%EA%B1%B0&sort=ends",
        "/api/auctions/1",
        "/api/auctions/123456789012345678"
      })
  void readsOfTheListAndOfOneAuctionArePublic(String target) {
    assertThat(PublicReads.isOne(get(target))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/auctions/",
        "/api/auctions/1/bids",
        "/api/auctions/1?x",
        "/api/auctions/1234567890123456789",
        "/api/auctions/x",
        "/api/auctions/0",
        "/api/auctions/01",
        "/api/auctionsx",
        "/api/auctions/%31",
        "/api/wallet",
        "/"
      })
  void othersAreNot(String target) {
    assertThat(PublicReads.isOne(get(target))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer x",
    "Cookie, a=b",
    "Range, bytes=0-1",
    "Content-Length, 3",
    "Content-Length, 0",
    "Transfer-Encoding, chunked",
    "Expect, 100-continue",
    "Upgrade, websocket",
    "Accept, text/html",
    "If-Match, \"1\"",
    "Host, another",
  })
  void whatIsUnusualIsNot(String header, String value) {
    HttpRequest request = get("/api/auctions");
    request.headers().add(header, value);
    assertThat(PublicReads.isOne(request)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/json", "text/html, */*;q=0.8"})
  void whoTakesJsonIsAnswered(String accept) {
    HttpRequest request = get("/api/auctions");
    request.headers().set("Accept", accept);
    assertThat(PublicReads.isOne(request)).isTrue();
  }

  @Test
  void onlyGetsOfHttp11AreReads() {
    assertThat(
            PublicReads.isOne(
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.HEAD, "/api/auctions")))
        .isFalse();
    assertThat(
            PublicReads.isOne(
                new DefaultHttpRequest(HttpVersion.HTTP_1_0, HttpMethod.GET, "/api/auctions")))
        .isFalse();
  }

  private static HttpRequest get(String target) {
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target);
    request.headers().set("Host", "x");
    return request;
  }
}
