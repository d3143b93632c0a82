package com.neighborbid.realtime.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
  private final Origins origins =
      new Origins(List.of("http://localhost:8080", "https://Shop.Example"));

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // origin, host, forwarded host, allowed
        "-, a.example, -, true",
        "http://localhost:8080, 127.0.0.1:8084, -, true",
        "https://shop.example, 127.0.0.1:8084, -, true",
        "http://shop.example, 127.0.0.1:8084, -, false",
        "http://a.example, a.example, -, true",
        "http://A.example:80, a.EXAMPLE, -, true",
        "https://a.example, a.example:443, -, true",
        "https://a.example:444, a.example, -, false",
        "http://a.example:8084, a.example:8084, -, true",
        "https://front.example, 10.0.0.1:8084, front.example, true",
        "https://front.example, 10.0.0.1:8084, 'front.example, proxy', true",
        "http://[::1]:8080, [::1]:8080, -, true",
        "https://evil.example, a.example, -, false",
        "https://a.example.evil.example, a.example, -, false",
        "null, a.example, -, false",
        "'', a.example, -, false",
        "'http://bad host', a.example, -, false",
        "http://a.example, -, -, false"
      })
  void allowsTheSameHostAndTheListed(
      String origin, String host, String forwardedHost, boolean allowed) {
    assertThat(origins.allows(origin, host, forwardedHost)).isEqualTo(allowed);
  }

  @Test
  void allowsEveryPageWhereAStarIsListed() {
    assertThat(new Origins(List.of("*")).allows("https://evil.example", "a", null)).isTrue();
  }
}
