package com.neighborbid.auction.ledger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/// Looks every few minutes whether a day is complete.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class RootSchedule {
  private static final Logger log = LoggerFactory.getLogger(RootSchedule.class);
  private static final String PAUSE = "${neighborbid.auction.root-check:PT3M}";

  private final RootPublisher publisher;
  private final RootAnnouncer announcer;

  RootSchedule(RootPublisher publisher, RootAnnouncer announcer) {
    this.publisher = publisher;
    this.announcer = announcer;
  }

  @Scheduled(fixedDelayString = PAUSE, initialDelayString = PAUSE)
  void look() {
    try {
      publisher.publishDue();
      announcer.announceWaiting();
    } catch (RuntimeException e) {
      // Nothing is lost: what is due is still due at the next look.
      log.warn("The ledger's root waits: {}", e.toString());
    }
  }
}
