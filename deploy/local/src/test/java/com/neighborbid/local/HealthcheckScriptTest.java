package com.neighborbid.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.Ports;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/// The script that tells Docker whether a container is healthy, run for real.
class HealthcheckScriptTest {
  @Test
  void succeedsOnlyFor200() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean up = exchange.getRequestURI().getPath().equals("/up");
          exchange.sendResponseHeaders(up ? 200 : 503, -1);
          exchange.close();
        });
    server.start();
    try {
      int port = server.getAddress().getPort();
      assertThat(run(port, "/up")).isZero();
      assertThat(run(port, "/down")).isNotZero();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void failsWhereNobodyListens() throws Exception {
    assertThat(run(Ports.free(), "/up")).isNotZero();
  }

  private static int run(int port, String path) throws IOException, InterruptedException {
    ProcessBuilder script =
        new ProcessBuilder(
            "bash", Repository.ROOT.resolve("deploy/docker/healthcheck.sh").toString(), path);
    script.environment().put("NB_PORT", "" + port);
    return script.start().waitFor();
  }
}
