package com.neighborbid.common.kafka.listen;

import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/// For services with listeners.
@AutoConfiguration(
    afterName = "org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration")
@ConditionalOnClass(KafkaListenerEndpointRegistry.class)
@ConditionalOnBean(KafkaListenerEndpointRegistry.class)
public class ListenAutoConfiguration {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Bean
  BackgroundListeners backgroundListeners(KafkaListenerEndpointRegistry registry) {
    return new BackgroundListeners(registry::getListenerContainers, PAUSE);
  }
}
