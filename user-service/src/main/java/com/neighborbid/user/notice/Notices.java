package com.neighborbid.user.notice;

import com.neighborbid.common.contract.room.v1.NotificationAdded;
import com.neighborbid.common.web.PageQuery;
import com.neighborbid.user.auctions.AuctionTitles;
import com.neighborbid.user.live.LiveNews;
import com.neighborbid.user.live.LiveNews.Addressed;
import com.neighborbid.user.notice.NoticeTable.Planned;
import com.neighborbid.user.notice.NoticeTable.Superseded;
import com.neighborbid.user.notice.domain.NoticeKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Everybody's inbox.
@Service
public class Notices {
  private final NoticeTable table;
  private final NoticePlans plans;
  private final AuctionTitles titles;
  private final LiveNews live;
  private final NoticeProperties properties;
  private final Clock clock;

  Notices(
      NoticeTable table,
      NoticePlans plans,
      AuctionTitles titles,
      LiveNews live,
      NoticeProperties properties,
      Clock clock) {
    this.table = table;
    this.plans = plans;
    this.titles = titles;
    this.live = live;
    this.properties = properties;
    this.clock = clock;
  }

  /// Who is outbid where.
  private record Outbid(long userId, long auctionId) {}

  /// Keeps notices, plans their deliveries, and shows them on open sockets after the commit. What
  /// is there already is left alone. Of one person's unread outbid notices in an auction only the
  /// newest counts: the others become read.
  @Transactional(propagation = Propagation.MANDATORY)
  public void add(List<Notice> notices) {
    if (notices.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    List<Notice> outbid = notices.stream().filter(one -> one.kind() == NoticeKind.OUTBID).toList();
    Map<Outbid, Instant> earlier = outbid.isEmpty() ? Map.of() : supersede(outbid, now);
    List<Planned> planned =
        notices.stream().map(one -> new Planned(one, deliverAt(one, earlier, now))).toList();
    List<StoredNotice> added = table.insert(planned, now);
    Instant fresh = now.minus(properties.staleAfter());
    Map<String, Instant> happened = new HashMap<>();
    notices.forEach(one -> happened.put(one.eventId(), one.at()));
    plans.plan(
        added.stream()
            .filter(one -> happened.getOrDefault(one.notice().eventId(), now).isAfter(fresh))
            .toList());
    live.afterCommit(() -> shown(added));
  }

  private Map<Outbid, Instant> supersede(List<Notice> outbid, Instant now) {
    List<Superseded> superseded = table.supersede(outbid, now);
    plans.withdraw(NoticeTable.ids(superseded));
    Map<Outbid, Instant> latest = new HashMap<>();
    for (Superseded one : superseded) {
      latest.merge(
          new Outbid(one.userId(), one.auctionId()),
          one.deliverAt(),
          (a, b) -> a.isAfter(b) ? a : b);
    }
    return latest;
  }

  /// At once; after a pause where the same was delivered just now; when the one before would have
  /// been where that still waits.
  private Instant deliverAt(Notice notice, Map<Outbid, Instant> earlier, Instant now) {
    Long auctionId = notice.auctionId();
    if (notice.kind() != NoticeKind.OUTBID || auctionId == null) {
      return now;
    }
    Instant before = earlier.get(new Outbid(notice.userId(), auctionId));
    if (before == null) {
      return now;
    }
    Instant after = before.isAfter(now) ? before : before.plus(properties.outbidPause());
    return after.isBefore(now) ? now : after;
  }

  private List<Addressed> shown(List<StoredNotice> added) {
    Map<Long, String> names = titlesOf(added);
    return added.stream()
        .map(one -> new Addressed(one.notice().userId(), news(one, titleOf(one, names))))
        .toList();
  }

  private static NotificationAdded news(StoredNotice stored, @Nullable String title) {
    NoticeTexts.Words english = NoticeTexts.of(stored.notice(), title, Locale.ENGLISH);
    NoticeTexts.Words korean = NoticeTexts.of(stored.notice(), title, Locale.KOREAN);
    return new NotificationAdded(
        stored.id(),
        stored.notice().kind().name(),
        stored.notice().auctionId(),
        english.title(),
        korean.title(),
        english.text(),
        korean.text(),
        stored.createdAt());
  }

  List<StoredNotice> page(long userId, boolean unreadOnly, PageQuery page) {
    return table.page(userId, unreadOnly, page);
  }

  long unreadCount(long userId) {
    return table.unreadCount(userId);
  }

  Optional<StoredNotice> mark(long userId, long id, boolean read) {
    return table.markRead(userId, id, read ? clock.instant() : null);
  }

  int markAllRead(long userId) {
    return table.markAllRead(userId, clock.instant());
  }

  /// Everybody who bid there and does not lead.
  public List<Long> outbidIn(long auctionId) {
    return table.outbidIn(auctionId);
  }

  public List<StoredNotice> find(Collection<Long> ids) {
    return table.find(ids);
  }

  /// The titles of the auctions that notices are about, as far as they can be had. Not within a
  /// transaction.
  public Map<Long, String> titlesOf(Collection<StoredNotice> notices) {
    return titles.of(auctions(notices));
  }

  /// The same for who can wait for seconds.
  public Map<Long, String> titlesPatiently(Collection<StoredNotice> notices) {
    return titles.patiently(auctions(notices));
  }

  private static List<Long> auctions(Collection<StoredNotice> notices) {
    return notices.stream()
        .flatMap(one -> Optional.ofNullable(one.notice().auctionId()).stream())
        .toList();
  }

  public static @Nullable String titleOf(StoredNotice stored, Map<Long, String> titles) {
    Long auctionId = stored.notice().auctionId();
    return auctionId == null ? null : titles.get(auctionId);
  }
}
