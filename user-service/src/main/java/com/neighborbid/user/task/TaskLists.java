package com.neighborbid.user.task;

import com.neighborbid.common.contract.room.v1.TaskChanged;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.PageQuery;
import com.neighborbid.user.auctions.AuctionTitles;
import com.neighborbid.user.live.LiveNews;
import com.neighborbid.user.live.LiveNews.Addressed;
import com.neighborbid.user.task.domain.TaskKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Everybody's to-do list.
@Service
public class TaskLists {
  private static final int MOST_OPEN = 500;

  private final TaskTable table;
  private final AuctionTitles titles;
  private final LiveNews live;
  private final ReceiptReports receipts;
  private final Clock clock;

  TaskLists(
      TaskTable table, AuctionTitles titles, LiveNews live, ReceiptReports receipts, Clock clock) {
    this.table = table;
    this.titles = titles;
    this.live = live;
    this.receipts = receipts;
    this.clock = clock;
  }

  /// What a sale asks of both sides; made once, however often the sale is told.
  ///
  /// @param sellerId null where nobody knows who sold
  @Transactional(propagation = Propagation.MANDATORY)
  public void sold(long auctionId, @Nullable Long sellerId, long buyerId, Instant at) {
    if (sellerId != null) {
      add(sellerId, TaskKind.HAND_OVER, auctionId, at);
    }
    add(buyerId, TaskKind.CONFIRM_RECEIPT, auctionId, at);
    add(buyerId, TaskKind.WRITE_REVIEW, auctionId, at);
  }

  private void add(long userId, TaskKind kind, long auctionId, Instant at) {
    table
        .insertForSale(userId, kind, auctionId, at.plus(kind.time()), clock.instant())
        .ifPresent(this::show);
  }

  /// @throws ApiException CONFLICT for a list that is too long to be one
  @Transactional
  Task add(long userId, String title, @Nullable Instant dueAt) {
    if (table.openOwn(userId) >= MOST_OPEN) {
      throw ApiException.of(ErrorCode.CONFLICT).withDetail("CONFLICT.tasks");
    }
    Task added = table.insertOwn(userId, title, dueAt, clock.instant());
    show(added);
    return added;
  }

  /// Empty where it is not there or not this user's.
  ///
  /// @throws ApiException CONFLICT for a receipt that was confirmed: the seller may be paid already
  @Transactional
  Optional<Task> mark(long userId, long id, boolean done) {
    return table.lock(userId, id).map(task -> task.done() == done ? task : change(task, done));
  }

  private Task change(Task task, boolean done) {
    Long auctionId = task.auctionId();
    if (task.kind() == TaskKind.CONFIRM_RECEIPT && auctionId != null) {
      if (!done) {
        throw ApiException.of(ErrorCode.CONFLICT).withDetail("CONFLICT.receipt");
      }
      receipts.report(auctionId, task.userId());
    }
    Task changed = table.setDone(task.id(), done ? clock.instant() : null);
    show(changed);
    return changed;
  }

  List<Task> page(long userId, @Nullable Boolean done, PageQuery page) {
    return table.page(userId, done, page);
  }

  /// The titles of tasks; not within a transaction.
  Map<Long, String> titlesOf(List<Task> tasks) {
    return titles.of(
        tasks.stream().flatMap(task -> Optional.ofNullable(task.auctionId()).stream()).toList());
  }

  static @Nullable String titleOf(Task task, Map<Long, String> titles) {
    Long auctionId = task.auctionId();
    return auctionId == null ? null : titles.get(auctionId);
  }

  private void show(Task task) {
    Instant now = clock.instant();
    live.afterCommit(
        () -> {
          String item = titleOf(task, titlesOf(List.of(task)));
          return List.of(
              new Addressed(
                  task.userId(),
                  new TaskChanged(
                      task.id(),
                      task.auctionId(),
                      TaskTexts.title(task, item, Locale.ENGLISH),
                      TaskTexts.title(task, item, Locale.KOREAN),
                      task.dueAt(),
                      task.done(),
                      now)));
        });
  }
}
