package com.neighborbid.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.neighborbid.gateway.support.GatewayIntegration;
import com.neighborbid.gateway.support.StrictEcho;
import com.neighborbid.servers.wire.Conformance;
import com.neighborbid.servers.wire.Dialect;
import com.neighborbid.servers.wire.Played;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Autobahn's cases through the gateway. It passes bytes on, so whether frames, codes and text are
/// right is the service's duty; the gateway's is that nothing comes out otherwise than without it.
class RelayConformanceIT extends GatewayIntegration {

  private static final String PATH = "/ws/auction/1/";

  private StrictEcho echo;

  @BeforeEach
  void start() {
    REALTIME.stop();
    echo = new StrictEcho(REALTIME.port());
  }

  @AfterEach
  void stop() {
    echo.close();
  }

  @TestFactory
  Stream<DynamicTest> everyCaseComesOutAsItDoesWithoutTheGateway() {
    List<Played> direct = Conformance.play(REALTIME.port(), PATH, new Dialect.Echo());
    List<Played> relayed = Conformance.play(port, PATH, new Dialect.Echo());
    return IntStream.range(0, direct.size())
        .mapToObj(
            i ->
                dynamicTest(
                    direct.get(i).name(),
                    () -> {
                      Played alone = direct.get(i);
                      assertThat(alone.transcript()).as("direct").isEqualTo(alone.expected());
                      assertThat(relayed.get(i).transcript())
                          .as("through the gateway")
                          .isEqualTo(alone.transcript());
                    }));
  }
}
