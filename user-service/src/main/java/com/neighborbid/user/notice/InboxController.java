package com.neighborbid.user.notice;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.error.ErrorTexts;
import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/notifications")
@Tag(name = "Notifications")
final class InboxController {
  private final Notices notices;

  InboxController(Notices notices) {
    this.notices = notices;
  }

  /// @param kind such as `OUTBID`; there may be more kinds later
  /// @param figures what the text says in numbers, amounts in won
  record Item(
      long id,
      String kind,
      boolean urgent,
      String title,
      String text,
      @Nullable Long auctionId,
      Map<String, Long> figures,
      boolean read,
      Instant createdAt) {}

  /// @param unread how many are unread in the whole inbox
  record Inbox(List<Item> items, @Nullable String nextCursor, long unread) {}

  record ReadRequest(@Nullable Boolean read) {
    boolean checked() {
      if (read == null) {
        throw ApiException.invalid("read", "required");
      }
      return read;
    }
  }

  /// @param changed how many were unread
  record AllRead(int changed, long unread) {}

  @GetMapping
  @Operation(summary = "My notifications, the newest first, in the language asked for")
  ResponseEntity<Inbox> inbox(
      Caller caller,
      @Parameter(description = "true: only what is unread")
          @RequestParam(name = "unread", defaultValue = "false")
          boolean unread,
      @ParameterObject PageQuery query,
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String languages) {
    List<StoredNotice> rows = notices.page(caller.userId(), unread, query);
    Page<StoredNotice> page = Page.of(rows, query.limit(), last -> Cursor.of(last.id()));
    Inbox inbox =
        new Inbox(
            items(page.items(), languages),
            page.nextCursor(),
            notices.unreadCount(caller.userId()));
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(inbox);
  }

  @PatchMapping("/{id}")
  @Operation(summary = "Mark one as read, or as unread again")
  Item mark(
      Caller caller,
      @PathVariable("id") long id,
      @RequestBody ReadRequest body,
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String languages) {
    StoredNotice marked =
        notices
            .mark(caller.userId(), id, body.checked())
            .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
    return items(List.of(marked), languages).getFirst();
  }

  @PostMapping("/read-all")
  @Operation(summary = "Mark all as read")
  AllRead markAll(Caller caller) {
    int changed = notices.markAllRead(caller.userId());
    return new AllRead(changed, notices.unreadCount(caller.userId()));
  }

  private List<Item> items(List<StoredNotice> rows, @Nullable String languages) {
    Locale language = ErrorTexts.language(languages);
    Map<Long, String> titles = notices.titlesOf(rows);
    return rows.stream().map(row -> item(row, titles, language)).toList();
  }

  private static Item item(StoredNotice stored, Map<Long, String> titles, Locale language) {
    Notice notice = stored.notice();
    NoticeTexts.Words words = NoticeTexts.of(notice, Notices.titleOf(stored, titles), language);
    return new Item(
        stored.id(),
        notice.kind().name(),
        notice.kind().isUrgent(),
        words.title(),
        words.text(),
        notice.auctionId(),
        notice.figures(),
        stored.readAt() != null,
        stored.createdAt());
  }
}
