package com.neighborbid.user.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.user.delivery.OutsideHttp.Reply;
import com.neighborbid.user.support.Receiver;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OutsideHttpTest {
  private static DeliveryProperties properties(String... settings) {
    Map<String, String> map = new java.util.HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      map.put("neighborbid.user.delivery.http." + settings[i], settings[i + 1]);
    }
    return new Binder(new MapConfigurationPropertySource(map))
        .bindOrCreate("neighborbid.user.delivery", DeliveryProperties.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255",
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.0.1", "192.0.0.1", "192.0.2.1",
        "198.18.0.1", "198.19.1.1", "198.51.100.7", "203.0.113.1", "192.88.99.1", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "fe80::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "2001::1", "2001:db8::1", "3fff::1", "::127.0.0.1", "100::1"
      })
  void addressesOfOurOwnAreNotPublic(String address) throws Exception {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "100.63.1.1",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.1.1.1",
        "198.20.0.1",
        "203.0.114.1",
        "223.255.255.1",
        "2606:4700::1111",
        "2001:4860:4860::8888",
        "2a00:1450::1"
      })
  void addressesOfTheInternetArePublic(String address) throws Exception {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/", "ftp://example.org/", "https:///x", "https://a@example.org/",
        "https://example.org/#x", "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1:8443/",
        "https://169.254.169.254/latest/meta-data", "nonsense", "https://", "javascript:alert(1)",
        "https://exa mple.org/"
      })
  void whatCanNeverBeCalledIsRefusedWhenItIsGiven(String url) throws Exception {
    try (OutsideHttp http = new OutsideHttp(properties())) {
      assertThat(http.isCallable(url)).isFalse();
    }
  }

  @Test
  void aNameThatStandsForAnAddressOfOurOwnIsNotCalled() throws Exception {
    try (Receiver receiver = new Receiver();
        OutsideHttp http = new OutsideHttp(properties())) {
      String port = receiver.url().replaceAll(".*:(\\d+)/.*", "$1");
      assertThat(http.isCallable("https://localhost:" + port + "/")).isTrue();
      assertThat(http.post("https://localhost:" + port + "/", Map.of(), new byte[0]))
          .isEqualTo(new Reply.NotAllowed());
      assertThat(http.post("https://2130706433:" + port + "/", Map.of(), new byte[0]))
          .isEqualTo(new Reply.NotAllowed());
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void aRedirectIsAnAnswerAndNotFollowed() throws Exception {
    try (Receiver receiver = new Receiver(302);
        OutsideHttp http = new OutsideHttp(properties("private-targets", "true"))) {
      assertThat(http.post(receiver.url(), Map.of(), new byte[1]))
          .isEqualTo(new Reply.Answered(302));
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void whoeverDoesNotListenIsNotReachedAndWhoeverDoesNotAnswerMayHaveIt() throws Exception {
    try (OutsideHttp http =
        new OutsideHttp(properties("private-targets", "true", "timeout", "300ms"))) {
      String gone;
      try (Receiver receiver = new Receiver(Receiver.SILENCE)) {
        gone = receiver.url();
        assertThat(http.post(gone, Map.of(), new byte[1])).isInstanceOf(Reply.NoAnswer.class);
        assertThat(receiver.requests()).hasSize(1);
      }
      assertThat(http.post(gone, Map.of(), new byte[1])).isInstanceOf(Reply.NotReached.class);
    }
  }
}
