package com.neighborbid.user.news;

import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.web.Outages;
import feign.FeignException;
import feign.RetryableException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// Hears what the other services tell. A record that cannot be read, or that no transaction takes,
/// is put aside and passed; an outage of the database or of another service is waited for.
@Component
class NewsListener {
  private static final Logger log = LoggerFactory.getLogger(NewsListener.class);

  private final NewsDesk desk;
  private final DeadNews dead;

  /// A record and what it says.
  private record Read(ConsumerRecord<String, byte[]> record, Heard heard) {}

  NewsListener(NewsDesk desk, DeadNews dead) {
    this.desk = desk;
    this.dead = dead;
  }

  @KafkaListener(
      topics = {
        Topics.AUCTION_EVENTS,
        Topics.WALLET_EVENTS,
        Topics.USER_EVENTS,
        EventReader.AUCTION_NOTICES
      },
      batch = "true",
      containerFactory = "newsContainers")
  void hear(List<ConsumerRecord<String, byte[]>> records) {
    List<Read> read = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        EventReader.read(record).ifPresent(heard -> read.add(new Read(record, heard)));
      } catch (MalformedContractException e) {
        dead.put(record, e);
      }
    }
    if (read.isEmpty()) {
      return;
    }
    try {
      desk.take(read.stream().map(Read::heard).toList());
    } catch (RuntimeException e) {
      if (passes(e)) {
        throw e;
      }
      log.warn("A batch of {} events is taken one by one: {}", read.size(), e.toString());
      read.forEach(this::takeAlone);
    }
  }

  private void takeAlone(Read one) {
    try {
      desk.take(List.of(one.heard()));
    } catch (RuntimeException e) {
      if (passes(e)) {
        throw e;
      }
      dead.put(one.record(), e);
    }
  }

  /// Servers come back, and of two that waited for each other one is served the next time.
  private static boolean passes(RuntimeException e) {
    return Outages.isOutage(e)
        || e instanceof TransientDataAccessException
        || e instanceof RetryableException
        || e instanceof FeignException.ServiceUnavailable;
  }
}
