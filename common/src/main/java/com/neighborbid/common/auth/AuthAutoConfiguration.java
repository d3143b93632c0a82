package com.neighborbid.common.auth;

import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/// Token verification for every service; user-service brings its own [KeySource].
@AutoConfiguration
@EnableConfigurationProperties(AuthProperties.class)
public class AuthAutoConfiguration {
  private static final String DEFAULT_URL =
      "${NB_USER_URL:http://127.0.0.1:8081}/.well-known/jwks.json";

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  @ConditionalOnMissingBean
  KeySource keySource(AuthProperties properties, Environment environment, Clock clock) {
    URI url = properties.jwksUrl();
    return new JwksKeySource(
        url == null ? URI.create(environment.resolvePlaceholders(DEFAULT_URL)) : url,
        properties.settings(),
        clock);
  }

  @Bean
  @ConditionalOnMissingBean
  EndedSignIns endedSignIns(AuthProperties properties) {
    return new EndedSignIns(properties.endedKeep());
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnProperty("neighborbid.auth.redis")
  EndedSignInsReader endedSignInsReader(AuthProperties properties, EndedSignIns endedSignIns) {
    return new EndedSignInsReader(
        Objects.requireNonNull(properties.redis(), "neighborbid.auth.redis"), endedSignIns);
  }

  @Bean
  @ConditionalOnMissingBean
  TokenVerifier tokenVerifier(KeySource keys, EndedSignIns endedSignIns, Clock clock) {
    return new TokenVerifier(keys, endedSignIns, clock);
  }
}
