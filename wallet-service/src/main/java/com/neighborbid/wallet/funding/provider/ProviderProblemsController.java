package com.neighborbid.wallet.funding.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.web.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// For admins: what the provider said that cannot be, such as a wrong amount. It is put right with
/// a correction of the wallet.
@RestController
class ProviderProblemsController {
  private static final int SHOWN_MAX = 100;

  private final ProviderRows rows;

  /// @param amount whole won, as it was asked for
  /// @param problem what the provider said instead
  record Problem(
      UUID id,
      String type,
      long userId,
      long amount,
      String status,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String problem,
      Instant createdAt) {}

  ProviderProblemsController(ProviderRows rows) {
    this.rows = rows;
  }

  /// The newest hundred.
  @GetMapping("/api/admin/wallets/provider-problems")
  ResponseEntity<Page<Problem>> problems(Caller caller) {
    caller.requireAdmin();
    List<Problem> problems =
        rows.problems(SHOWN_MAX).stream()
            .map(
                payment ->
                    new Problem(
                        payment.id(),
                        payment.kind().name(),
                        payment.userId(),
                        payment.amount(),
                        payment.state().name(),
                        payment.problem(),
                        payment.createdAt()))
            .toList();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new Page<>(problems, null));
  }
}
