package com.neighborbid.wallet.support;

import com.neighborbid.servers.KafkaServer;
import com.neighborbid.servers.Ports;
import java.nio.file.Path;
import java.util.List;

/// A Kafka for one test alone, which may kill it or put records on its logs that stop a lane.
public final class OwnKafka implements AutoCloseable {
  private final KafkaServer server;

  private OwnKafka(Path folder) {
    List<Integer> ports = Ports.free(2);
    server =
        new KafkaServer(
            new KafkaServer.Settings(
                ports.get(0), ports.get(1), folder.resolve("kafka"), folder.resolve("kafka.log")));
  }

  public static OwnKafka notStarted(Path folder) {
    return new OwnKafka(folder);
  }

  public static OwnKafka started(Path folder) {
    OwnKafka kafka = new OwnKafka(folder);
    kafka.start();
    return kafka;
  }

  public void start() {
    server.start();
  }

  public void kill() {
    server.kill();
  }

  public String bootstrap() {
    return server.bootstrap();
  }

  @Override
  public void close() {
    server.kill();
  }
}
