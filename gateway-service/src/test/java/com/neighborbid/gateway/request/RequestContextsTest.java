package com.neighborbid.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.gateway.config.GatewaySettings;
import com.neighborbid.gateway.support.Settings;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestContextsTest {

  private final RequestContexts contexts = withProxies("10.0.0.0/8", "fd00::/8");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.1 |                            | 203.0.113.1",
        "203.0.113.1 | 6.6.6.6                    | 203.0.113.1",
        "10.0.0.1    |                            | 10.0.0.1",
        "10.0.0.1    | 203.0.113.9                | 203.0.113.9",
        "10.0.0.1    | 6.6.6.6, 203.0.113.9       | 203.0.113.9",
        "10.0.0.1    | 203.0.113.9, 10.0.0.2      | 203.0.113.9",
        "10.0.0.1    | 10.0.0.3, 10.0.0.2         | 10.0.0.3",
        "10.0.0.1    | 6.6.6.6, nonsense          | 10.0.0.1",
        "10.0.0.1    | 6.6.6.6, nonsense, 10.0.0.2| 10.0.0.2",
        "fd00::1     | 2001:db8::7                | 2001:db8::7",
      })
  void theClientIsTheNearestAddressThatIsNotAProxy(String peer, String forwarded, String client) {
    Map<String, List<String>> headers =
        forwarded == null ? Map.of() : Map.of("X-Forwarded-For", List.of(forwarded));
    assertThat(context(peer, headers).clientAddress()).isEqualTo(client);
  }

  @Test
  void schemeAndHostAreBelievedFromProxiesOnly() {
    Map<String, List<String>> headers =
        Map.of(
            "Host", List.of("inner"),
            "X-Forwarded-Proto", List.of("https"),
            "X-Forwarded-Host", List.of("outer"));
    assertThat(context("10.0.0.1", headers).scheme()).isEqualTo("https");
    assertThat(context("10.0.0.1", headers).host()).isEqualTo("outer");
    assertThat(context("203.0.113.1", headers).scheme()).isEqualTo("http");
    assertThat(context("203.0.113.1", headers).host()).isEqualTo("inner");
  }

  @Test
  void whoeverWasForwardedIsNotDirect() {
    assertThat(context("127.0.0.1", Map.of()).direct()).isTrue();
    assertThat(context("127.0.0.1", Map.of("Forwarded", List.of("for=x"))).direct()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A-Z.0_9", "0123456789abcdef"})
  void goodIdsAreKept(String id) {
    assertThat(new RequestIds().choose(id)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\n", "é", "a/b", "<x>"})
  void otherIdsAreReplaced(String id) {
    assertThat(new RequestIds().choose(id)).matches("[0-9a-v]{13}");
    assertThat(new RequestIds().choose("x".repeat(65))).hasSize(13);
    assertThat(new RequestIds().choose("x".repeat(64))).hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.org/8", "10.0.0.0/33", "10.0.0", ""})
  void aNetworkThatIsNoneStopsTheStart(String cidr) {
    assertThatThrownBy(() -> withProxies(cidr)).isInstanceOf(IllegalArgumentException.class);
  }

  private RequestContext context(String peer, Map<String, List<String>> headers) {
    return contexts.of(
        new InetSocketAddress(peer, 5000), name -> headers.getOrDefault(name, List.of()));
  }

  private static RequestContexts withProxies(String... proxies) {
    GatewaySettings settings =
        Settings.of(Map.of("neighborbid.edge.trusted-proxies", String.join(",", proxies) + " "));
    return new RequestContexts(new RequestIds(), settings);
  }
}
