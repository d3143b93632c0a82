package com.neighborbid.wallet.funding.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.web.InputChecks;
import com.neighborbid.common.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// For admins: what the provider said that cannot be, such as a wrong amount. A payout on its way
/// is decided here; everything else is put right with a correction of the wallet, and closed.
@RestController
@RequestMapping("/api/admin/wallets/provider-problems")
class ProviderProblemsController {
  private static final int SHOWN_MAX = 100;

  private static final long AMOUNT_MAX = 10_000_000;
  private static final int REASON_MAX = 500;

  private final ProviderRows rows;
  private final ProviderProblems problems;

  /// @param paidOut what has left for good, in whole won: 0 if nothing has, all if all or more has
  /// @param reason for the trail
  record DecisionBody(@Nullable Long paidOut, @Nullable String reason) {}

  /// @param reason for the trail
  record ReasonBody(@Nullable String reason) {}

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

  ProviderProblemsController(ProviderRows rows, ProviderProblems problems) {
    this.rows = rows;
    this.problems = problems;
  }

  /// The newest hundred.
  @GetMapping
  @Operation(summary = "Payments and payouts that need a look, the newest hundred")
  ResponseEntity<Page<Problem>> problems(Caller caller) {
    caller.requireAdmin();
    List<Problem> listed =
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
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Page<>(listed, null));
  }

  /// Ends a payout that the provider said something impossible of: what has not left returns to the
  /// wallet. 202 where the word is in the log and not decided yet.
  @PostMapping("/{id}/decide")
  @Operation(summary = "End a payout that the provider said something impossible of")
  ResponseEntity<Void> decide(
      Caller caller, @PathVariable UUID id, @RequestBody DecisionBody body) {
    caller.requireAdmin();
    InputChecks checks = new InputChecks();
    long paidOut = checks.requireRange("paidOut", body.paidOut(), 0, AMOUNT_MAX);
    String reason = checks.requireLine("reason", body.reason(), 1, REASON_MAX);
    checks.throwIfBad();
    boolean known = problems.decide(id, paidOut, caller.userId(), reason);
    return ResponseEntity.status(known ? HttpStatus.NO_CONTENT : HttpStatus.ACCEPTED).build();
  }

  /// Takes off the list what a correction of the wallet has put right.
  @PostMapping("/{id}/close")
  @Operation(summary = "Take off the list what a correction of the wallet has put right")
  ResponseEntity<Void> close(Caller caller, @PathVariable UUID id, @RequestBody ReasonBody body) {
    caller.requireAdmin();
    InputChecks checks = new InputChecks();
    String reason = checks.requireLine("reason", body.reason(), 1, REASON_MAX);
    checks.throwIfBad();
    problems.close(id, caller.userId(), reason);
    return ResponseEntity.noContent().build();
  }
}
