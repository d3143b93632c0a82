package com.neighborbid.wallet.opening;

import com.neighborbid.wallet.config.WalletProperties;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/// How `user.events` is read: each event until it is handled, for as long as that takes.
@Configuration(proxyBeanMethods = false)
class OpeningConfiguration {
  static final String CONTAINERS = "openingContainers";
  private static final String GROUP = "wallet-opener";
  private static final long TRY_AGAIN_MS = 1_000;

  @Bean(CONTAINERS)
  ConcurrentKafkaListenerContainerFactory<byte[], byte[]> openingContainers(
      WalletProperties properties) {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, properties.kafka());
    config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, properties.instance() + "-opener");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
    // The topic may be made after we have started to look for it.
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    ConcurrentKafkaListenerContainerFactory<byte[], byte[]> factory =
        new ConcurrentKafkaListenerContainerFactory<>();
    factory.setConsumerFactory(
        new DefaultKafkaConsumerFactory<>(
            config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    // Started in the background, so that the service starts without Kafka.
    factory.setAutoStartup(false);
    factory.getContainerProperties().setAckMode(AckMode.MANUAL_IMMEDIATE);
    factory.getContainerProperties().setMissingTopicsFatal(false);
    factory.setCommonErrorHandler(
        new DefaultErrorHandler(new FixedBackOff(TRY_AGAIN_MS, FixedBackOff.UNLIMITED_ATTEMPTS)));
    return factory;
  }
}
