package com.neighborbid.user.task;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.neighborbid.user.task.ReceiptReports.Receipt;
import feign.FeignException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Sends receipts until wallet-service has taken them (2xx), or the price has gone the other way
/// (409).
///
/// 404 is no answer to that: the buyer may be quicker than the capture of the price, which waits in
/// its log while that lane stands still.
@Configuration(proxyBeanMethods = false)
class ReceiptSending {
  private static final Logger log = LoggerFactory.getLogger(ReceiptSending.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 12;

  /// Some two weeks of the longest pause: by then a price has long gone to its seller without us.
  private static final int MOST_ATTEMPTS = 2_000;

  @Bean
  OneTimeTask<Receipt> reportReceipt(PaymentClient wallet) {
    return Tasks.oneTime(ReceiptReports.TASK)
        .onFailure(
            (complete, operations) -> {
              int failures = complete.getExecution().consecutiveFailures;
              if (failures >= MOST_ATTEMPTS) {
                log.error(
                    "Receipt of auction {} is given up",
                    complete.getExecution().taskInstance.getId());
                operations.stop();
              } else {
                operations.reschedule(complete, complete.getTimeDone().plus(pause(failures)));
              }
            })
        .execute((receipt, _) -> send(wallet, receipt.getData()));
  }

  private static void send(PaymentClient wallet, Receipt receipt) {
    try {
      wallet.confirm(receipt.auctionId(), new PaymentClient.Confirmation(receipt.buyerId()));
    } catch (FeignException.Conflict _) {
      log.debug("no payment of auction {} waits for its receipt any more", receipt.auctionId());
    }
  }

  static Duration pause(int earlierFailures) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(earlierFailures, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
