package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.neighborbid.servers.wire.Conformance;
import com.neighborbid.servers.wire.HandshakeCases;
import com.neighborbid.servers.wire.Played;
import com.neighborbid.servers.wire.RoomDialect;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/// Autobahn's cases against a real room, through the gateway.
@ExtendWith(NeighborBid.Extension.class)
class RoomConformanceIT {
  private final int port;
  private final String path;

  RoomConformanceIT(NeighborBid system) {
    port = system.stack().gatewayUrl().getPort();
    path = "/ws/auction/" + list(system.person("seller"), listing(Duration.ofMinutes(10))) + "/";
  }

  @TestFactory
  Stream<DynamicTest> framesAreTakenOrRefusedAsTheProtocolSays() {
    return tests(Conformance.play(port, path, new RoomDialect()));
  }

  @TestFactory
  Stream<DynamicTest> handshakesAreTakenOrRefusedAsTheProtocolSays() {
    return tests(HandshakeCases.play(port, path));
  }

  private static Stream<DynamicTest> tests(List<Played> played) {
    return played.stream()
        .map(
            one ->
                dynamicTest(
                    one.name(), () -> assertThat(one.transcript()).isEqualTo(one.expected())));
  }
}
