package com.neighborbid.wallet.request;

import com.neighborbid.wallet.ledger.domain.MoneyRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/// Wakes those who wait in this process for a request that one of our lanes has decided. Whoever is
/// decided by another instance is found in the database instead.
@Component
public class DecidedRequests implements Consumer<MoneyRequest> {
  private final Map<UUID, List<Waiter>> waiting = new ConcurrentHashMap<>();

  /// Somebody who waits, until closed.
  final class Waiter implements AutoCloseable {
    private final UUID id;
    private final CompletableFuture<MoneyRequest> decided = new CompletableFuture<>();

    private Waiter(UUID id) {
      this.id = id;
    }

    CompletableFuture<MoneyRequest> decided() {
      return decided;
    }

    @Override
    public void close() {
      waiting.computeIfPresent(
          id,
          (_, waiters) -> {
            waiters.remove(this);
            return waiters.isEmpty() ? null : waiters;
          });
    }
  }

  /// Registers before anything is sent, so that no decision is missed.
  Waiter await(UUID id) {
    Waiter waiter = new Waiter(id);
    waiting.compute(
        id,
        (_, waiters) -> {
          List<Waiter> all = waiters == null ? new ArrayList<>() : waiters;
          all.add(waiter);
          return all;
        });
    return waiter;
  }

  @Override
  public void accept(MoneyRequest request) {
    List<Waiter> waiters = waiting.remove(request.id());
    if (waiters != null) {
      waiters.forEach(waiter -> waiter.decided.complete(request));
    }
  }

  /// How many ids somebody waits for.
  public int waiting() {
    return waiting.size();
  }
}
