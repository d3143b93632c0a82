package com.neighborbid.auction.bidding;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.bidding.domain.Effect.Capture;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
  private static final Capture SOLD = new Capture(7, 1_000, 30, 9, 2);

  @Test
  void thePriceGoesToTheSellerAtOnce() {
    assertThat(Announcements.captured(3, SOLD, 0))
        .isEqualTo(new WalletInput.Capture(7, 3, 1_000, 9, 2, 30));
  }

  @Test
  void thePriceWaitsForTheBuyersWord() {
    assertThat(Announcements.captured(3, SOLD, 604_800))
        .isEqualTo(new WalletInput.CaptureUntilConfirmed(7, 3, 1_000, 9, 2, 30, 604_800));
  }
}
