package com.neighborbid.user.task;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Tells wallet-service that a buyer has what he paid for. The report is written with the task that
/// says so, in one transaction, and sent by [ReceiptSending].
@Component
class ReceiptReports {
  static final TaskDescriptor<Receipt> TASK = TaskDescriptor.of("report-receipt", Receipt.class);

  private final ObjectProvider<SchedulerClient> scheduler;
  private final Clock clock;

  /// Who has got what.
  record Receipt(long auctionId, long buyerId) {}

  /// @param scheduler looked up late: it is made of all tasks, and a task needs us
  ReceiptReports(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
    this.scheduler = scheduler;
    this.clock = clock;
  }

  @Transactional(propagation = Propagation.MANDATORY)
  void report(long auctionId, long buyerId) {
    boolean _ =
        scheduler
            .getObject()
            .scheduleIfNotExists(
                TASK.instance(Long.toString(auctionId))
                    .data(new Receipt(auctionId, buyerId))
                    .scheduledTo(clock.instant()));
  }
}
