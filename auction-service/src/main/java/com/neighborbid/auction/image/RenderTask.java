package com.neighborbid.auction.image;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReschedule;
import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.MaxRetriesFailureHandler;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.ObjectProvider;

/// The background work on one uploaded picture, found again after any crash. Where the process is
/// decoding as many as it may, the picture comes back a moment later instead of holding up a thread
/// of the scheduler: others' work is more urgent.
final class RenderTask {
  /// The name of the uploaded file in the store.
  static final String UPLOAD = "upload";

  private static final TaskDescriptor<Void> DESCRIPTOR = TaskDescriptor.of("image-sizes");
  private static final Duration BUSY_PAUSE = Duration.ofMillis(200);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final double RETRY_RATE = 3.0;

  // Asked for when needed: the scheduler itself is made of the tasks.
  private final ObjectProvider<SchedulerClient> scheduler;
  private final Clock clock;

  RenderTask(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /// In the transaction of the caller.
  void schedule(String key) {
    boolean _ =
        scheduler
            .getObject()
            .scheduleIfNotExists(
                DESCRIPTOR.instance(key).priority(Priority.LOW).build(), clock.instant());
  }

  /// @param attempts after which a picture is given up
  /// @param decodes how many run at once in this process
  static Task<Void> of(Rendering rendering, int attempts, int decodes) {
    Semaphore permits = new Semaphore(decodes);
    return Tasks.custom(DESCRIPTOR)
        .onFailure(
            new MaxRetriesFailureHandler<>(
                attempts - 1,
                new ExponentialBackoffFailureHandler<>(FIRST_RETRY, RETRY_RATE),
                (complete, _) -> rendering.giveUp(complete.getExecution().taskInstance.getId())))
        .execute(
            (instance, context) -> {
              // A process that died of it has counted, too.
              if (context.getExecution().consecutiveFailures >= attempts) {
                rendering.giveUp(instance.getId());
                return new OnCompleteRemove<>();
              }
              if (!permits.tryAcquire()) {
                return new OnCompleteReschedule<>(FixedDelay.of(BUSY_PAUSE));
              }
              try {
                rendering.render(instance.getId());
              } finally {
                permits.release();
              }
              return new OnCompleteRemove<>();
            });
  }
}
