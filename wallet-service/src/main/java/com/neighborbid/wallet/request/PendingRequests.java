package com.neighborbid.wallet.request;

import com.neighborbid.wallet.ledger.domain.MoneyRequest.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Requests that were handed to the log, so that their owner is not told they do not exist or were
/// not sent. The newest only: it is a kindness of the instance that gave the answer, the row is the
/// truth.
@Component
public class PendingRequests {
  private static final int REMEMBERED = 10_000;

  private final Map<UUID, Pending> pending =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Pending> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// @param amount whole won
  public record Pending(UUID id, long userId, Kind kind, long amount) {}

  synchronized void remember(Pending request) {
    pending.put(request.id(), request);
  }

  public synchronized Optional<Pending> find(UUID id) {
    return Optional.ofNullable(pending.get(id));
  }
}
