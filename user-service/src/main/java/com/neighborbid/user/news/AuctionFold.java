package com.neighborbid.user.news;

import com.neighborbid.common.contract.auction.v1.AuctionEvent;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionCancelled;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionClosed;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionEdited;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionExtended;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionOpened;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionPaused;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionResumed;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionStarted;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.BidAccepted;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.BidRejected;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.CommentPosted;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.LeaderSuspended;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.Unknown;
import com.neighborbid.user.auctions.KnownAuction;
import com.neighborbid.user.notice.Notice;
import com.neighborbid.user.notice.domain.NoticeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Goes through the events of a batch, auction by auction, and gathers what follows: who has to be
/// told what, what was sold, and how far the auctions are now. Repeats of earlier events are passed
/// over. No I/O.
final class AuctionFold {
  private final Map<Long, KnownAuction> auctions;
  private final Set<Long> changed = new HashSet<>();
  private final Map<Place, Notice> outbid = new LinkedHashMap<>();
  private final List<Notice> notices = new ArrayList<>();
  private final List<Sale> sales = new ArrayList<>();
  private final List<Cancellation> cancellations = new ArrayList<>();

  private record Place(long userId, long auctionId) {}

  /// @param sellerId null where nobody knows who sold
  record Sale(long auctionId, @Nullable Long sellerId, long buyerId, Instant at) {}

  /// @param concerned who is to be told, besides those who were outbid before this batch
  record Cancellation(String eventId, long auctionId, Set<Long> concerned, Instant at) {}

  /// @param known the auctions' rows; those that are not there have not been heard of
  AuctionFold(Map<Long, KnownAuction> known) {
    this.auctions = new LinkedHashMap<>(known);
  }

  void take(String id, AuctionEvent event) {
    switch (event) {
      case AuctionOpened opened -> {
        if (isNew(opened.auctionId(), opened.seq(), opened.index())) {
          put(at(opened.auctionId()).soldBy(opened.sellerId()));
        }
      }
      case BidAccepted bid -> {
        if (isNew(bid.auctionId(), bid.seq(), bid.index())) {
          accepted(id, bid);
        }
      }
      case LeaderSuspended suspended -> {
        if (isNew(suspended.auctionId(), suspended.seq(), suspended.index())) {
          put(at(suspended.auctionId()).ledBy(null));
        }
      }
      case AuctionClosed closed -> {
        if (isNew(closed.auctionId(), closed.seq(), closed.index())) {
          closed(id, closed);
        }
      }
      case AuctionCancelled cancelled -> {
        if (isNew(cancelled.auctionId(), cancelled.seq(), cancelled.index())) {
          cancelled(id, cancelled);
        }
      }
      case AuctionStarted _,
          BidRejected _,
          AuctionExtended _,
          AuctionEdited _,
          AuctionPaused _,
          AuctionResumed _,
          CommentPosted _,
          Unknown _ -> {
        // Tells nobody anything that he does not know, or is told elsewhere.
      }
    }
  }

  private KnownAuction at(long auctionId) {
    return auctions.computeIfAbsent(auctionId, KnownAuction::unheardOf);
  }

  private void put(KnownAuction auction) {
    auctions.put(auction.auctionId(), auction);
  }

  /// Notes the event's place in its auction, unless it was passed before.
  private boolean isNew(long auctionId, long seq, int index) {
    KnownAuction auction = at(auctionId);
    if (!auction.isBefore(seq, index)) {
      return false;
    }
    changed.add(auctionId);
    put(auction.at(seq, index));
    return true;
  }

  /// Whoever led and does not any more is outbid, and so is a bidder whom a standing maximum beat.
  private void accepted(String id, BidAccepted bid) {
    KnownAuction auction = at(bid.auctionId());
    Long before = auction.leaderId();
    long leader = bid.leaderId();
    if (before != null && before != leader) {
      outbid(id, before, bid);
    }
    if (bid.bidderId() != leader) {
      outbid(id, bid.bidderId(), bid);
    }
    outbid.remove(new Place(leader, bid.auctionId()));
    put(auction.ledBy(leader));
  }

  private void outbid(String id, long userId, BidAccepted bid) {
    Place place = new Place(userId, bid.auctionId());
    outbid.put(
        place,
        new Notice(
            userId,
            id,
            NoticeKind.OUTBID,
            bid.auctionId(),
            Map.of("price", bid.price()),
            bid.at()));
  }

  private void closed(String id, AuctionClosed closed) {
    KnownAuction auction = at(closed.auctionId());
    Long seller = auction.sellerId();
    Long winner = closed.winnerId();
    Map<String, Long> price = Map.of("price", closed.price());
    if (winner != null) {
      tell(winner, id, NoticeKind.WON, closed.auctionId(), price, closed.at());
      sales.add(new Sale(closed.auctionId(), seller, winner, closed.at()));
    }
    if (seller != null) {
      NoticeKind kind = winner == null ? NoticeKind.UNSOLD : NoticeKind.SOLD;
      tell(seller, id, kind, closed.auctionId(), winner == null ? Map.of() : price, closed.at());
    }
    put(auction.ledBy(winner));
  }

  private void cancelled(String id, AuctionCancelled cancelled) {
    KnownAuction auction = at(cancelled.auctionId());
    Set<Long> concerned = new HashSet<>();
    Long seller = auction.sellerId();
    if (cancelled.byAdmin() && seller != null) {
      concerned.add(seller);
    }
    Long leader = auction.leaderId();
    if (leader != null) {
      concerned.add(leader);
    }
    outbid.keySet().removeIf(place -> leaves(place, cancelled.auctionId(), concerned));
    cancellations.add(new Cancellation(id, cancelled.auctionId(), concerned, cancelled.at()));
    put(auction.ledBy(null));
  }

  /// Whoever is told that there is no auction any more needs not be told that he was outbid in it.
  private static boolean leaves(Place place, long auctionId, Set<Long> concerned) {
    return place.auctionId() == auctionId
        && (concerned.add(place.userId()) || concerned.contains(place.userId()));
  }

  private void tell(
      long userId,
      String id,
      NoticeKind kind,
      long auctionId,
      Map<String, Long> figures,
      Instant at) {
    notices.add(new Notice(userId, id, kind, auctionId, figures, at));
  }

  /// The rows that are further than before.
  Collection<KnownAuction> changed() {
    return changed.stream().map(this::at).toList();
  }

  /// Everything to tell but cancellations.
  List<Notice> notices() {
    List<Notice> all = new ArrayList<>(outbid.values());
    all.addAll(notices);
    return all;
  }

  List<Sale> sales() {
    return List.copyOf(sales);
  }

  List<Cancellation> cancellations() {
    return List.copyOf(cancellations);
  }
}
