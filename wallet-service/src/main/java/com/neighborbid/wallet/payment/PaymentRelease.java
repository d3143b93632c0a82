package com.neighborbid.wallet.payment;

import com.neighborbid.common.contract.wallet.v1.WalletInput.ReleasePayment;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.wallet.payment.PaymentRows.Due;
import com.neighborbid.wallet.request.LogRequests;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Gives sellers what their buyers have not said anything about in time. Whether the time is over
/// is decided by the engine, by the log's time; asking too early or too often changes nothing.
///
/// What was asked for stays due until the engine has decided it. Where a lane stands still that may
/// be long, so each round goes on behind the last one it asked for and begins anew at the end:
/// those that are stuck never stand before the others for more than one turn.
@Component
class PaymentRelease {
  private static final Logger log = LoggerFactory.getLogger(PaymentRelease.class);
  private static final int AT_ONCE = 500;

  private final PaymentRows rows;
  private final LogRequests requests;
  private Optional<Due> last = Optional.empty();

  PaymentRelease(PaymentRows rows, LogRequests requests) {
    this.rows = rows;
    this.requests = requests;
  }

  void release() {
    release(AT_ONCE);
  }

  /// @param most how many are asked for in this round
  synchronized void release(int most) {
    List<Due> due = rows.due(last, most);
    for (Due payment : due) {
      try {
        requests.appendDurably(
            new ReleasePayment(payment.buyerId(), payment.auctionId()),
            "release/" + payment.auctionId());
        last = Optional.of(payment);
      } catch (ApiException e) {
        log.warn("Payments cannot be released now: {}", e.getMessage());
        return;
      }
    }
    if (due.size() < most) {
      last = Optional.empty();
    }
  }
}
