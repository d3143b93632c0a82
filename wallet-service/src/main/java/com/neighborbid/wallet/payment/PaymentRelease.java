package com.neighborbid.wallet.payment;

import com.neighborbid.common.contract.wallet.v1.WalletInput.ReleasePayment;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.wallet.payment.PaymentRows.Due;
import com.neighborbid.wallet.request.LogRequests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Gives sellers what their buyers have not said anything about in time. Whether the time is over
/// is decided by the engine, by the log's time; asking too early or too often changes nothing.
@Component
class PaymentRelease {
  private static final Logger log = LoggerFactory.getLogger(PaymentRelease.class);
  private static final int AT_ONCE = 500;

  private final PaymentRows rows;
  private final LogRequests requests;

  PaymentRelease(PaymentRows rows, LogRequests requests) {
    this.rows = rows;
    this.requests = requests;
  }

  void release() {
    for (Due due : rows.due(AT_ONCE)) {
      try {
        requests.appendDurably(
            new ReleasePayment(due.buyerId(), due.auctionId()), "release/" + due.auctionId());
      } catch (ApiException e) {
        log.warn("Payments cannot be released now: {}", e.getMessage());
        return;
      }
    }
  }
}
