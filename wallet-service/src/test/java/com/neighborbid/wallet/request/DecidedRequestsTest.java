package com.neighborbid.wallet.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.wallet.ledger.domain.MoneyRequest;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Kind;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Outcome;
import com.neighborbid.wallet.request.DecidedRequests.Waiter;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecidedRequestsTest {
  private final DecidedRequests decided = new DecidedRequests();

  private static MoneyRequest request(UUID id) {
    return new MoneyRequest(id, 7, Kind.DEPOSIT, 5, Outcome.DONE, 5, 0, "", 0);
  }

  @Test
  void wakesEverybodyWhoWaitsForARequest() {
    UUID id = new UUID(1, 1);
    Waiter first = decided.await(id);
    Waiter second = decided.await(id);
    Waiter other = decided.await(new UUID(1, 2));

    decided.accept(request(id));

    assertThat(first.decided()).isCompletedWithValue(request(id));
    assertThat(second.decided()).isCompletedWithValue(request(id));
    assertThat(other.decided()).isNotDone();
  }

  @Test
  void forgetsWhoNoLongerWaits() {
    UUID id = new UUID(1, 1);
    Waiter stays = decided.await(id);
    decided.await(id).close();
    assertThat(decided.waiting()).isEqualTo(1);
    stays.close();
    assertThat(decided.waiting()).isZero();
  }

  @Test
  void aDecisionNobodyWaitsForIsFine() {
    decided.accept(request(new UUID(1, 1)));
    assertThat(decided.waiting()).isZero();
  }
}
