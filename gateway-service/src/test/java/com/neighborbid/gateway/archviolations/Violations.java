package com.neighborbid.gateway.archviolations;

import com.neighborbid.gateway.routing.Service;
import java.time.Instant;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// See the package.
final class Violations {

  static final class Blocks {
    Object wait(Mono<String> mono) {
      return mono.block();
    }
  }

  static final class Sleeps {
    void sleep() throws InterruptedException {
      Thread.sleep(1);
    }
  }

  static final class ReadsTheClock {
    Object now() {
      return Instant.now();
    }
  }

  static final class MakesRandomIds {
    Object id() {
      return UUID.randomUUID();
    }
  }

  @ConfigurationProperties("x")
  record SettingsElsewhere() {}

  public static final class PublicFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      return chain.filter(exchange);
    }
  }

  static final class UsesADatabase {
    java.sql.Connection connection;
  }

  static final class KnowsTheRoutes {
    Service service = Service.USER;
  }

  private Violations() {}
}
