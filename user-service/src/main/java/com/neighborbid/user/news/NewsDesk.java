package com.neighborbid.user.news;

import com.neighborbid.common.contract.auction.v1.AuctionEvent;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionCancelled;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionClosed;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionOpened;
import com.neighborbid.common.contract.wallet.v1.WalletEvent;
import com.neighborbid.user.auctions.KnownAuction;
import com.neighborbid.user.auctions.KnownAuctions;
import com.neighborbid.user.news.AuctionFold.Cancellation;
import com.neighborbid.user.news.Heard.OfAuction;
import com.neighborbid.user.news.Heard.OfPerson;
import com.neighborbid.user.news.Heard.OfWallet;
import com.neighborbid.user.notice.Notice;
import com.neighborbid.user.notice.Notices;
import com.neighborbid.user.notice.domain.NoticeKind;
import com.neighborbid.user.task.TaskLists;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Turns what was heard into notices and to-dos, a batch in one transaction.
@Service
class NewsDesk {
  private final KnownAuctions known;
  private final Notices notices;
  private final TaskLists tasks;

  NewsDesk(KnownAuctions known, Notices notices, TaskLists tasks) {
    this.known = known;
    this.notices = notices;
    this.tasks = tasks;
  }

  /// All or nothing; a repeat changes nothing.
  @Transactional
  public void take(List<Heard> heard) {
    List<Notice> found = new ArrayList<>();
    Set<Long> auctionIds = new TreeSet<>();
    for (Heard one : heard) {
      switch (one.event()) {
        case OfWallet(WalletEvent event) -> found.addAll(WalletNotices.of(one.id(), event));
        case OfPerson(Notice notice) -> found.add(notice);
        case OfAuction(AuctionEvent event) -> {
          boolean _ = auctionIds.add(event.auctionId());
        }
      }
    }
    if (!auctionIds.isEmpty()) {
      fold(heard, auctionIds, found);
    }
    notices.add(found);
  }

  private void fold(List<Heard> heard, Set<Long> auctionIds, List<Notice> found) {
    Map<Long, KnownAuction> rows = known.lock(auctionIds);
    askSellers(heard, rows);
    AuctionFold fold = new AuctionFold(rows);
    for (Heard one : heard) {
      if (one.event() instanceof OfAuction(AuctionEvent event)) {
        fold.take(one.id(), event);
      }
    }
    known.save(fold.changed());
    found.addAll(fold.notices());
    fold.cancellations().forEach(cancelled -> found.addAll(cancelled(cancelled)));
    fold.sales()
        .forEach(sale -> tasks.sold(sale.auctionId(), sale.sellerId(), sale.buyerId(), sale.at()));
  }

  /// The opening of an auction may have been before anybody listened; its end must still find the
  /// seller.
  private void askSellers(List<Heard> heard, Map<Long, KnownAuction> rows) {
    Set<Long> opened = new HashSet<>();
    for (Heard one : heard) {
      if (!(one.event() instanceof OfAuction(AuctionEvent event))) {
        continue;
      }
      long id = event.auctionId();
      KnownAuction row = rows.getOrDefault(id, KnownAuction.unheardOf(id));
      if (event instanceof AuctionOpened) {
        opened.add(id);
      } else if ((event instanceof AuctionClosed || event instanceof AuctionCancelled)
          && row.sellerId() == null
          && !opened.contains(id)) {
        known.askSeller(id).ifPresent(seller -> rows.put(id, row.soldBy(seller)));
      }
    }
  }

  private List<Notice> cancelled(Cancellation cancelled) {
    Set<Long> concerned = new TreeSet<>(cancelled.concerned());
    concerned.addAll(notices.outbidIn(cancelled.auctionId()));
    return concerned.stream()
        .map(
            userId ->
                new Notice(
                    userId,
                    cancelled.eventId(),
                    NoticeKind.CANCELLED,
                    cancelled.auctionId(),
                    Map.of(),
                    cancelled.at()))
        .toList();
  }
}
