package com.neighborbid.auction.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogInputsTest {
  private static final String TYPE = "auction.PlaceBid.v1";

  private static PlaceBid bid(String replyTo) {
    return new PlaceBid(7, new UUID(1, 2), 3, 15_000, 20_000L, List.of(), replyTo);
  }

  @Test
  void readsTheInputOfTheAuctionThatTheKeyNames() {
    assertThat(LogInputs.read(TYPE, "7", ContractJson.write(bid("auction-8083"))))
        .isEqualTo(bid("auction-8083"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "07", "+7", "", "seven"})
  void refusesAnotherKey(String key) {
    byte[] value = ContractJson.write(bid(null));
    assertThatThrownBy(() -> LogInputs.read(TYPE, key, value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Such a bid was taken, and its outcome was too long to be sent: every record that woke the
  /// auction from then on was blamed for it and skipped.
  @Test
  void refusesAnInputWhoseAnswerCouldNeverBeSent() {
    byte[] value = ContractJson.write(bid("r".repeat(20_000)));
    assertThatThrownBy(() -> LogInputs.read(TYPE, "7", value))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
