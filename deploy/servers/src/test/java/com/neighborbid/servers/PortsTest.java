package com.neighborbid.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {
  /// A service of a chaos campaign was killed and could not come back: meanwhile a connection of
  /// somebody else had been given its port.
  @Test
  void aFreePortIsNoneThatOutgoingConnectionsGet() {
    List<Integer> ports = Ports.free(200);
    assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port >= 1024 && port < 32_768);
    assertThat(ports).noneMatch(Ports::isTaken);
  }
}
