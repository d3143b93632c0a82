package com.neighborbid.user.task;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.error.ErrorTexts;
import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.InputChecks;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
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
@RequestMapping("/api/me/tasks")
@Tag(name = "Tasks")
final class TaskController {
  private static final int TITLE_MAX = 100;
  private static final Instant FIRST_DUE = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LAST_DUE = Instant.parse("2200-01-01T00:00:00Z");

  private final TaskLists tasks;

  TaskController(TaskLists tasks) {
    this.tasks = tasks;
  }

  /// @param kind `OWN`, or what a sale asks for
  record Item(
      long id,
      String kind,
      String title,
      @Nullable Long auctionId,
      @Nullable Instant dueAt,
      boolean done) {}

  record NewTask(@Nullable String title, @Nullable Instant dueAt) {
    NewTask checked() {
      InputChecks checks = new InputChecks();
      String line = checks.requireLine("title", title, 1, TITLE_MAX);
      checks.check(
          dueAt == null || (dueAt.isAfter(FIRST_DUE) && dueAt.isBefore(LAST_DUE)),
          "dueAt",
          "invalid");
      checks.throwIfBad();
      return new NewTask(line, dueAt);
    }
  }

  record Change(@Nullable Boolean done) {
    boolean checked() {
      if (done == null) {
        throw ApiException.invalid("done", "required");
      }
      return done;
    }
  }

  @GetMapping
  @Operation(summary = "My to-do list, the newest first")
  ResponseEntity<Page<Item>> list(
      Caller caller,
      @Parameter(description = "only what is done, or only what is not")
          @RequestParam(name = "done", required = false)
          @Nullable Boolean done,
      @ParameterObject PageQuery query,
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String languages) {
    Page<Task> page =
        Page.of(
            tasks.page(caller.userId(), done, query), query.limit(), last -> Cursor.of(last.id()));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new Page<>(items(page.items(), languages), page.nextCursor()));
  }

  @PostMapping
  @Operation(summary = "Note something to do")
  ResponseEntity<Item> add(
      Caller caller,
      @RequestBody NewTask body,
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String languages) {
    NewTask wanted = body.checked();
    Task added = tasks.add(caller.userId(), String.valueOf(wanted.title()), wanted.dueAt());
    return ResponseEntity.created(URI.create("/api/me/tasks/" + added.id()))
        .body(items(List.of(added), languages).getFirst());
  }

  @PatchMapping("/{id}")
  @Operation(
      summary = "Mark as done or not done; a confirmed receipt stays, since the seller is paid")
  Item mark(
      Caller caller,
      @PathVariable("id") long id,
      @RequestBody Change body,
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String languages) {
    Task marked =
        tasks
            .mark(caller.userId(), id, body.checked())
            .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
    return items(List.of(marked), languages).getFirst();
  }

  private List<Item> items(List<Task> rows, @Nullable String languages) {
    Locale language = ErrorTexts.language(languages);
    Map<Long, String> titles = tasks.titlesOf(rows);
    return rows.stream()
        .map(
            task ->
                new Item(
                    task.id(),
                    task.kind().name(),
                    TaskTexts.title(task, TaskLists.titleOf(task, titles), language),
                    task.auctionId(),
                    task.dueAt(),
                    task.done()))
        .toList();
  }
}
