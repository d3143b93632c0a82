package com.neighborbid.auction.comment;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.CommentPosted;
import com.neighborbid.common.contract.auction.v1.AuctionEventCodec;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.outbox.EventOutbox;
import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Questions and answers below an auction: two levels, whoever asks and whoever answers. The one
/// who is spoken to hears of it through an event, which says who and where, never what.
@Component
public class Comments {
  private static final int MOST_REPLIES = 100;

  private final CommentRows rows;
  private final EventOutbox events;
  private final Limits limits;
  private final Clock clock;

  /// @param perMinute most comments of one author in a minute
  /// @param perHour most comments of one author in an hour
  public record Limits(boolean enabled, int perMinute, int perHour) {}

  Comments(CommentRows rows, EventOutbox events, Limits limits, Clock clock) {
    this.rows = rows;
    this.events = events;
    this.limits = limits;
    this.clock = clock;
  }

  /// Questions with their answers, the newest first.
  ///
  /// @throws ApiException AUCTION_NOT_FOUND
  @Transactional(readOnly = true)
  public Page<CommentView> of(long auctionId, PageQuery page) {
    var _ = subject(auctionId);
    Page<CommentView> questions =
        Page.of(
            rows.questions(auctionId, page), page.limit(), question -> Cursor.of(question.id()));
    if (questions.items().isEmpty()) {
      return questions;
    }
    Map<Long, List<CommentView>> replies =
        rows.repliesTo(questions.items().stream().map(CommentView::id).toList());
    return questions.map(question -> question.with(replies.getOrDefault(question.id(), List.of())));
  }

  /// Writes a question, or a reply where there is a parent.
  ///
  /// @param text checked and in NFC
  /// @throws ApiException AUCTION_NOT_FOUND, AUCTION_NOT_ACTIVE of a withdrawn auction,
  ///   VALIDATION_FAILED where the parent is no question of the auction, TOO_MANY_REQUESTS,
  ///   CONFLICT where a question has all the replies it can have
  @Transactional
  public CommentView post(long authorId, long auctionId, @Nullable Long parentId, String text) {
    CommentRows.Subject subject = subject(auctionId);
    if (subject.cancelled()) {
      throw ApiException.of(ErrorCode.AUCTION_NOT_ACTIVE);
    }
    Optional<CommentRows.Known> question =
        parentId == null ? Optional.empty() : Optional.of(question(auctionId, parentId));
    Instant now = clock.instant();
    rows.lockAuthor(authorId);
    requirePace(authorId, now);
    boolean bySeller = authorId == subject.sellerId();
    long id = rows.add(auctionId, parentId, authorId, bySeller, text, now);
    long toUser =
        question.isPresent() && !isOwn(question.get(), authorId)
            ? question.get().authorId()
            : subject.sellerId();
    if (toUser != authorId) {
      tell(
          new CommentPosted(
              auctionId,
              id,
              parentId,
              authorId,
              subject.sellerId(),
              toUser,
              bySeller && question.isPresent(),
              now));
    }
    return rows.view(id).orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }

  /// Takes a comment away: its author may, and an admin.
  ///
  /// @throws ApiException NOT_FOUND, FORBIDDEN
  @Transactional
  public void delete(long userId, boolean admin, long auctionId, long id) {
    CommentRows.Known comment =
        rows.find(id)
            .filter(found -> found.auctionId() == auctionId)
            .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
    if (comment.authorId() != userId && !admin) {
      throw ApiException.of(ErrorCode.FORBIDDEN);
    }
    rows.delete(id, clock.instant());
  }

  private CommentRows.Subject subject(long auctionId) {
    return rows.subject(auctionId).orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND));
  }

  private CommentRows.Known question(long auctionId, long parentId) {
    CommentRows.Known question =
        rows.find(parentId)
            .filter(found -> found.auctionId() == auctionId && found.parentId() == null)
            .orElseThrow(() -> ApiException.invalid("parentId", "question"));
    if (rows.replies(parentId) >= MOST_REPLIES) {
      throw ApiException.of(ErrorCode.CONFLICT).withDetail("CONFLICT.replies");
    }
    return question;
  }

  /// Who asked and writes again below his question speaks to the seller.
  private static boolean isOwn(CommentRows.Known question, long authorId) {
    return question.authorId() == authorId;
  }

  private void requirePace(long authorId, Instant now) {
    if (!limits.enabled()) {
      return;
    }
    requirePace(authorId, now, Duration.ofMinutes(1), limits.perMinute());
    requirePace(authorId, now, Duration.ofHours(1), limits.perHour());
  }

  private void requirePace(long authorId, Instant now, Duration window, int most) {
    if (rows.writtenSince(authorId, now.minus(window)) >= most) {
      throw ApiException.of(ErrorCode.TOO_MANY_REQUESTS).withRetryAfter(window);
    }
  }

  private void tell(CommentPosted event) {
    events.append(
        Topics.AUCTION_EVENTS,
        Long.toString(event.auctionId()),
        AuctionEventCodec.typeOf(event),
        ContractJson.write(event));
  }
}
