package com.neighborbid.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.neighborbid.realtime.support.Engine;
import com.neighborbid.realtime.support.Instance;
import com.neighborbid.realtime.support.Stage;
import com.neighborbid.servers.wire.Conformance;
import com.neighborbid.servers.wire.HandshakeCases;
import com.neighborbid.servers.wire.Played;
import com.neighborbid.servers.wire.RoomDialect;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The protocol itself, frame by frame: what Autobahn asks of a server, asked of a room.
class ConformanceIT {
  private static Instance instance;
  private static String path;

  /// Without limits: some cases say more in a second than a person may.
  @BeforeAll
  static void start() {
    long auction = Engine.newAuction();
    Stage.engine().publish(auction, 1);
    instance = Stage.anotherInstance("--neighborbid.realtime.limits=false");
    path = "/ws/auction/" + auction + "/";
  }

  @AfterAll
  static void stop() {
    instance.close();
  }

  @TestFactory
  Stream<DynamicTest> framesAreTakenOrRefusedAsTheProtocolSays() {
    return tests(Conformance.play(instance.port(), path, new RoomDialect()));
  }

  @TestFactory
  Stream<DynamicTest> handshakesAreTakenOrRefusedAsTheProtocolSays() {
    return tests(HandshakeCases.play(instance.port(), path));
  }

  private static Stream<DynamicTest> tests(List<Played> played) {
    return played.stream()
        .map(
            one ->
                dynamicTest(
                    one.name(), () -> assertThat(one.transcript()).isEqualTo(one.expected())));
  }
}
