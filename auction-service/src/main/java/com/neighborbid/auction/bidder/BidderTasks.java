package com.neighborbid.auction.bidder;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.neighborbid.auction.bidder.ToldBidders.Seen;
import com.neighborbid.common.kafka.TopicStates;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Looks once a minute, in one instance at a time, whether what was told of bidders is still there.
@Configuration(proxyBeanMethods = false)
class BidderTasks {
  @Bean
  TopicStates topicStates(
      @Value("${neighborbid.auction.kafka}") String kafka,
      @Value("${neighborbid.auction.instance}") String instance) {
    return new TopicStates(kafka, instance + "-topics");
  }

  @Bean
  ToldBidders toldBidders(
      StandingFacts facts,
      TopicStates topics,
      @Value("${neighborbid.auction.partitions}") int partitions,
      @Value("${neighborbid.auction.replication}") short replication,
      Clock clock) {
    return new ToldBidders(facts, topics, new ToldBidders.Making(partitions, replication), clock);
  }

  @Bean
  RecurringTask<Seen> toldBiddersTask(
      ToldBidders bidders, @Value("${neighborbid.auction.told-bidders-pause:1m}") Duration pause) {
    return Tasks.recurring("told-bidders", FixedDelay.of(pause), Seen.class)
        .initialData(Seen.NOTHING)
        .executeStateful((task, _) -> look(bidders, task.getData()));
  }

  private static Seen look(ToldBidders bidders, Seen before) {
    try {
      return bidders.look(before);
    } catch (InterruptedException _) {
      // The service stops: the next look compares with what this one did.
      Thread.currentThread().interrupt();
      return before;
    }
  }
}
