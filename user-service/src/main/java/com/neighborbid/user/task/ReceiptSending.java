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

/// Sends receipts until wallet-service has taken them: an answer of 2xx, or 404 where it holds no
/// such payment back.
@Configuration(proxyBeanMethods = false)
class ReceiptSending {
  private static final Logger log = LoggerFactory.getLogger(ReceiptSending.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 12;

  @Bean
  OneTimeTask<Receipt> reportReceipt(PaymentClient wallet) {
    return Tasks.oneTime(ReceiptReports.TASK)
        .onFailure(
            (complete, operations) ->
                operations.reschedule(
                    complete,
                    complete
                        .getTimeDone()
                        .plus(pause(complete.getExecution().consecutiveFailures))))
        .execute((receipt, _) -> send(wallet, receipt.getData()));
  }

  private static void send(PaymentClient wallet, Receipt receipt) {
    try {
      wallet.confirm(receipt.auctionId(), new PaymentClient.Confirmation(receipt.buyerId()));
    } catch (FeignException.NotFound | FeignException.Conflict _) {
      log.debug("no payment of auction {} waits for its receipt any more", receipt.auctionId());
    }
  }

  static Duration pause(int earlierFailures) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(earlierFailures, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
