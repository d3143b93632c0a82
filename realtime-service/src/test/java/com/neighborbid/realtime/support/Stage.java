package com.neighborbid.realtime.support;

import com.neighborbid.common.kafka.TopicSetup;
import com.neighborbid.servers.TestServers;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/// One instance with its real servers and its counterparts, for all tests that break nothing.
public final class Stage {
  private static final Neighbours NEIGHBOURS = new Neighbours();
  private static final Engine ENGINE = new Engine(TestServers.redis().address());
  private static final Instance INSTANCE = start();

  private Stage() {}

  private static Instance start() {
    createTopics();
    return anotherInstance();
  }

  /// Makes the topics in the shared Kafka, as the stack does before a service starts.
  public static void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafkaBootstrap()))) {
      TopicSetup.ensure(admin, 4, (short) 1);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public static Neighbours neighbours() {
    return NEIGHBOURS;
  }

  public static Engine engine() {
    return ENGINE;
  }

  public static Instance instance() {
    return INSTANCE;
  }

  /// A second one beside it; the caller closes it.
  public static Instance anotherInstance(String... settings) {
    return Instance.start(
        TestServers.kafkaBootstrap(), TestServers.redis().address(), NEIGHBOURS, settings);
  }
}
