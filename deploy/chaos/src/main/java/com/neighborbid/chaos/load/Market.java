package com.neighborbid.chaos.load;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The auctions that people know of.
final class Market {
  static final long START_PRICE = 10_000;
  static final long UNIT = 1_000;
  private static final int CREATED = 201;
  private static final int ATTEMPTS = 20;
  private static final long AGAIN_AFTER_MS = 1_000;

  private final Journal journal;
  private final Queue<Listing> open = new ConcurrentLinkedQueue<>();

  /// @param instantPrice 0 for none
  record Listing(long id, Account seller, Instant endsAt, long instantPrice) {}

  Market(Journal journal) {
    this.journal = journal;
  }

  /// Lists an item; empty where it is not certain that it was.
  Optional<Listing> list(Account seller, Duration length, long instantPrice) {
    Instant endsAt = Instant.now().plus(length);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("title", "A bicycle");
    body.put("description", "Rides well");
    body.put("category", "sports");
    body.put("reach", "NATIONAL");
    body.put("startPrice", START_PRICE);
    body.put("bidUnit", UNIT);
    body.put("endsAt", endsAt.toString());
    body.put("condition", "USED_A");
    body.put("shippingPayer", "BUYER");
    if (instantPrice > 0) {
      body.put("instantPrice", instantPrice);
    }
    Result result = Result.of("list", () -> seller.person().post("/api/auctions", body));
    note(seller, "list", result.number("id"), result);
    if (result.status() != CREATED) {
      return Optional.empty();
    }
    Listing listing = new Listing(result.number("id"), seller, endsAt, instantPrice);
    open.add(listing);
    return Optional.of(listing);
  }

  /// The seller withdraws it (`cancel`) or ends it now (`close`); answers what he knows then.
  Certainty end(Listing listing, String how) {
    Result result =
        Result.of(
            how, () -> listing.seller().person().ask("/api/auctions/" + listing.id() + "/" + how));
    note(listing.seller(), how, listing.id(), result);
    return result.certainty();
  }

  /// Ends it, however often it takes to be certain.
  ///
  /// @throws InterruptedException if interrupted
  void endForSure(Listing listing) throws InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (end(listing, "close") != Certainty.UNKNOWN) {
        return;
      }
      Thread.sleep(AGAIN_AFTER_MS);
    }
  }

  private void note(Account seller, String what, long auctionId, Result result) {
    journal.asked(seller.name(), result);
    journal.asked(
        new Journal.AuctionAsked(
            what, Math.max(0, auctionId), seller.id(), result.certainty(), result.toString()));
  }

  /// One that has not ended as far as is known.
  Optional<Listing> any(Random random) {
    Instant now = Instant.now();
    open.removeIf(listing -> listing.endsAt().isBefore(now));
    List<Listing> choices = List.copyOf(open);
    return choices.isEmpty()
        ? Optional.empty()
        : Optional.of(choices.get(random.nextInt(choices.size())));
  }

  List<Listing> open() {
    return List.copyOf(open);
  }
}
