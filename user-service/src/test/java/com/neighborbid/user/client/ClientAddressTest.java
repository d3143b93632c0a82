package com.neighborbid.user.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  @ParameterizedTest(name = "peer {0}, forwarded {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.1 | -                       | 203.0.113.1",
        "203.0.113.1 | 198.51.100.7            | 203.0.113.1",
        "127.0.0.1   | -                       | 127.0.0.1",
        "127.0.0.1   | 198.51.100.7            | 198.51.100.7",
        "10.1.2.3    | 198.51.100.7            | 198.51.100.7",
        "192.168.0.9 | 1.1.1.1, 198.51.100.7   | 198.51.100.7",
        "172.16.0.1  | 1.1.1.1;198.51.100.7    | 198.51.100.7",
        "::1         | 198.51.100.7            | 198.51.100.7",
        "fd00::5     | 198.51.100.7            | 198.51.100.7",
        "fe80::5     | 198.51.100.7            | 198.51.100.7",
        "2001:db8::1 | 198.51.100.7            | 20010db800000000/64",
        "127.0.0.1   | 2001:db8:1:2:3::4       | 20010db800010002/64",
        "127.0.0.1   | 2001:db8:1:2:ffff::9    | 20010db800010002/64",
        "127.0.0.1   | example.org             | 127.0.0.1",
        "127.0.0.1   | 198.51.100.7,           | 127.0.0.1",
      })
  void trustsOnlyTheLastHopOfATrustedPeer(String peer, String forwarded, String expected) {
    List<String> headers = forwarded.equals("-") ? List.of() : Arrays.asList(forwarded.split(";"));
    assertThat(ClientAddress.of(peer, headers)).isEqualTo(expected);
  }
}
