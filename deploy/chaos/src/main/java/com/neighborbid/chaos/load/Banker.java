package com.neighborbid.chaos.load;

import com.neighborbid.chaos.load.Journal.MoneyAsked;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// Moves money in and out for everybody, repeating under the same key what was left open.
final class Banker extends Actor {
  private static final int ATTEMPTS = 4;
  private static final long LARGEST_DEPOSIT = 300_000;
  private static final long LARGEST_WITHDRAWAL = 100_000;
  private static final long AGAIN_AFTER_MS = 400;

  private final List<Account> accounts;
  private final Journal journal;

  Banker(String name, long seed, Duration pace, List<Account> accounts, Journal journal) {
    super(name, seed, pace);
    this.accounts = accounts;
    this.journal = journal;
  }

  @Override
  void step() throws InterruptedException {
    Account account = accounts.get(random().nextInt(accounts.size()));
    if (random().nextInt(3) == 0) {
      ask(account, "WITHDRAWAL", 1 + random().nextLong(LARGEST_WITHDRAWAL));
    } else {
      ask(account, "DEPOSIT", 1 + random().nextLong(LARGEST_DEPOSIT));
    }
  }

  private void ask(Account account, String kind, long amount) throws InterruptedException {
    ask(account, kind, amount, journal, ATTEMPTS);
  }

  /// @return what is known in the end
  static Certainty ask(Account account, String kind, long amount, Journal journal, int attempts)
      throws InterruptedException {
    String key = UUID.randomUUID().toString();
    String path = "/api/wallet/" + kind.toLowerCase(Locale.ROOT) + "s";
    Result last = null;
    for (int attempt = 0; attempt < attempts; attempt++) {
      if (attempt > 0) {
        Thread.sleep(AGAIN_AFTER_MS);
      }
      last =
          Result.of(
              kind.toLowerCase(Locale.ROOT),
              () -> account.person().post(path, Map.of("amount", amount), "Idempotency-Key", key));
      journal.asked(account.name(), last);
      if (last.certainty() == Certainty.DONE
          || (last.certainty() == Certainty.REFUSED && !last.isOverloaded())) {
        break;
      }
    }
    Certainty known = last == null ? Certainty.UNKNOWN : last.certainty();
    String transaction = last == null ? "" : last.text("transactionId");
    journal.asked(new MoneyAsked(kind, account.id(), key, amount, known, transaction));
    return known;
  }
}
