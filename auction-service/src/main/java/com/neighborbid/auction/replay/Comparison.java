package com.neighborbid.auction.replay;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// What the log gives beside what the database says. Where the log at hand ends before what the
/// database has decided, only what must be so already is compared.
final class Comparison {
  private static final Place NOWHERE = new Place(-1, -1, 0);

  private final Derivation derived;
  private final Map<Integer, Long> limits;
  private final boolean complete;
  private final SortedMap<Place, String> differences = new TreeMap<>();
  private long ledgerEntries;

  /// @param limits by partition the offset that the log was derived up to
  /// @param complete whether that is as far as the database has decided
  Comparison(Derivation derived, Map<Integer, Long> limits, boolean complete) {
    this.derived = derived;
    this.limits = limits;
    this.complete = complete;
  }

  /// What differs, by record in log order; empty where nothing does.
  SortedMap<Place, String> of(StoredRows stored) throws SQLException {
    skipped(stored);
    bids(stored);
    commands(stored);
    ledger(stored);
    auctions(stored);
    return differences;
  }

  long ledgerEntries() {
    return ledgerEntries;
  }

  private void differs(Place place, String what) {
    differences.merge(place, what, (one, other) -> one + "; " + other);
  }

  private boolean isRead(int partition, long offset) {
    return offset < limits.getOrDefault(partition, 0L);
  }

  private void skipped(StoredRows stored) throws SQLException {
    Map<List<Long>, Place> poison = new HashMap<>();
    derived.poison().keySet().forEach(place -> poison.put(key(place), place));
    Set<List<Long>> known = new HashSet<>();
    stored.skipped(
        (place, reason) -> {
          known.add(key(place));
          // A record whose rows the database refused cannot be told by the log.
          boolean ofDatabase = reason.contains("SQLException");
          boolean wanted = isRead(place.partition(), place.offset()) && derivesAll();
          if (wanted && !ofDatabase && !poison.containsKey(key(place))) {
            differs(place, "was skipped (%s), and can be decided".formatted(reason));
          }
        });
    poison.forEach(
        (key, place) -> {
          if (!known.contains(key) && derivesAll()) {
            differs(
                place,
                "cannot be decided (%s), and was not skipped"
                    .formatted(derived.poison().get(place)));
          }
        });
  }

  /// Of a single auction's derivation it is not known what else is poison.
  private boolean derivesAll() {
    return derived.isOfAll();
  }

  private static List<Long> key(Place place) {
    return List.of((long) place.partition(), place.offset());
  }

  private void bids(StoredRows stored) throws SQLException {
    Set<UUID> missing = new HashSet<>(derived.bids().keySet());
    stored.bids(
        (id, row) -> {
          missing.remove(id);
          DerivedBid bid = derived.bids().get(id);
          if (bid == null) {
            notInLog(id, row);
          } else if (complete || bid.isDecided()) {
            compare(bid.place, "bid " + id, bid.fields(), row);
          }
        });
    for (UUID id : missing) {
      DerivedBid bid = derived.bids().get(id);
      if (bid != null) {
        differs(bid.place, "bid %s has no row, and is %s".formatted(id, bid.fields()));
      }
    }
  }

  private void notInLog(UUID id, Fields row) {
    if (row.value("partition") instanceof Long partition
        && row.value("offset") instanceof Long offset
        && row.value("log time") instanceof Long timeMs
        && isRead(partition.intValue(), offset)) {
      Place place = new Place(partition.intValue(), offset, timeMs);
      differs(place, "bid %s has a row, and is not in the log: %s".formatted(id, row));
    }
  }

  private void commands(StoredRows stored) throws SQLException {
    Map<UUID, Fields> missing = new HashMap<>(derived.commands());
    stored.commands(
        (id, row) -> {
          Fields command = missing.remove(id);
          if (command != null) {
            compare(derived.placeOfCommand(id), "command " + id, command, row);
          } else if (complete && row.value("auction") instanceof Long auction) {
            differs(placeOf(auction), "command %s is not in the log: %s".formatted(id, row));
          }
        });
    missing.forEach(
        (id, command) ->
            differs(
                derived.placeOfCommand(id),
                "command %s has no outcome, and is %s".formatted(id, command)));
  }

  private void ledger(StoredRows stored) throws SQLException {
    Map<Long, Integer> seen = new HashMap<>();
    stored.ledger(
        (auctionId, row) -> {
          ledgerEntries++;
          int index = seen.merge(auctionId, 1, Integer::sum) - 1;
          DerivedAuction auction = derived.auctions().get(auctionId);
          List<Fields> entries = auction == null ? List.of() : auction.ledger;
          if (index < entries.size()) {
            Fields entry = entries.get(index).with("seq", index + 1L);
            compare(placeOf(auctionId, entry), name(auctionId, index), entry, row);
          } else if (complete) {
            differs(placeOf(auctionId, row), name(auctionId, index) + " is not in the log: " + row);
          }
        });
    derived
        .auctions()
        .forEach(
            (id, auction) -> {
              for (int i = seen.getOrDefault(id, 0); i < auction.ledger.size(); i++) {
                Fields entry = auction.ledger.get(i);
                differs(placeOf(id, entry), name(id, i) + " has no row, and is " + entry);
              }
            });
  }

  private static String name(long auctionId, int index) {
    return "ledger entry %d of auction %d".formatted(index + 1, auctionId);
  }

  private void auctions(StoredRows stored) throws SQLException {
    Set<Long> missing = new HashSet<>(derived.auctions().keySet());
    stored.auctions(
        (id, row) -> {
          missing.remove(id);
          DerivedAuction auction = derived.auctions().get(id);
          if (auction == null && complete) {
            differs(NOWHERE, "auction %d has a row, and was never opened in the log".formatted(id));
          } else if (auction != null && complete) {
            compare(auction.last, "auction " + id, auction.fields(), row);
          }
        });
    missing.forEach(id -> differs(placeOf(id), "auction %d has no row".formatted(id)));
  }

  private void compare(Place place, String what, Fields byLog, Fields stored) {
    String difference = byLog.differenceTo(stored);
    if (!difference.isEmpty()) {
      differs(place, what + ": " + difference);
    }
  }

  private Place placeOf(long auctionId) {
    DerivedAuction auction = derived.auctions().get(auctionId);
    return auction == null ? NOWHERE : auction.last;
  }

  private Place placeOf(long auctionId, Fields entry) {
    DerivedAuction auction = derived.auctions().get(auctionId);
    if (auction != null
        && entry.value("offset") instanceof Long offset
        && entry.value("log time") instanceof Long timeMs) {
      return new Place(auction.last.partition(), offset, timeMs);
    }
    return NOWHERE;
  }
}
