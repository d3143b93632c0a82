package com.neighborbid.user.news;

import com.neighborbid.user.config.UserProperties;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/// How news are read: in batches, from the beginning, never passing what was not taken.
@Configuration(proxyBeanMethods = false)
@EnableKafka
class NewsConfiguration {
  private static final int MOST_RECORDS = 5_000;
  private static final int GATHER_BYTES = 1024 * 1024;

  @Bean
  ConcurrentKafkaListenerContainerFactory<String, byte[]> newsContainers(
      UserProperties properties, NewsProperties news) {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, properties.kafka().bootstrap());
    config.put(ConsumerConfig.GROUP_ID_CONFIG, news.group());
    // A static member: a killed instance that comes back has its partitions at once.
    config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, news.group() + "-" + properties.instance());
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
    config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, GATHER_BYTES);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) news.gather().toMillis());
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
    config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    var containers = new ConcurrentKafkaListenerContainerFactory<String, byte[]>();
    containers.setConsumerFactory(
        new DefaultKafkaConsumerFactory<>(
            config, new StringDeserializer(), new ByteArrayDeserializer()));
    containers.setBatchListener(true);
    // Started in the background, so that the service starts without Kafka.
    containers.setAutoStartup(false);
    containers.getContainerProperties().setAckMode(AckMode.BATCH);
    containers.setMissingTopicsFatal(false);
    containers.setCommonErrorHandler(
        new DefaultErrorHandler(
            new FixedBackOff(news.pause().toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS)));
    return containers;
  }

  @Bean
  KafkaTemplate<String, byte[]> deadNewsTemplate(UserProperties properties) {
    return new KafkaTemplate<>(
        new DefaultKafkaProducerFactory<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, properties.kafka().bootstrap(),
                ProducerConfig.CLIENT_ID_CONFIG, properties.instance() + "-dead-news",
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                ProducerConfig.LINGER_MS_CONFIG, 0),
            new StringSerializer(),
            new ByteArraySerializer()));
  }
}
