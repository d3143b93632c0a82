package com.neighborbid.realtime.support;

import com.neighborbid.realtime.RealtimeApplication;
import com.neighborbid.realtime.netty.RealtimeServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// One running realtime service in this JVM.
public final class Instance implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name =
      "realtime-test-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
  private final ConfigurableApplicationContext context;

  private Instance(String kafka, String redis, Neighbours neighbours, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--neighborbid.realtime.port=0",
                "--neighborbid.realtime.instance=" + name,
                "--neighborbid.realtime.kafka=" + kafka,
                "--neighborbid.realtime.redis=" + redis,
                "--neighborbid.auth.redis=" + redis,
                "--neighborbid.realtime.auction-url=" + neighbours.url(),
                "--neighborbid.auth.jwks-url=" + neighbours.url() + "/.well-known/jwks.json",
                "--neighborbid.realtime.drain.waves=200ms"));
    arguments.addAll(List.of(more));
    context = SpringApplication.run(RealtimeApplication.class, arguments.toArray(String[]::new));
  }

  public static Instance start(String kafka, String redis, Neighbours neighbours, String... more) {
    return new Instance(kafka, redis, neighbours, more);
  }

  /// Its name, to which answers are sent.
  public String name() {
    return name;
  }

  public int port() {
    return context.getBean(RealtimeServer.class).port();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
