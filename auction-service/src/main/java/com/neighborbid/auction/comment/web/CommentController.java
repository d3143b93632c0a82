package com.neighborbid.auction.comment.web;

import com.neighborbid.auction.comment.CommentView;
import com.neighborbid.auction.comment.Comments;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.web.InputChecks;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/auctions/{id}/comments")
class CommentController {
  private static final int LONGEST = 1_000;

  private final Comments comments;

  CommentController(Comments comments) {
    this.comments = comments;
  }

  /// @param text 1 to 1000 characters
  /// @param parentId the question that is answered; absent for a question
  record CommentRequest(@Nullable String text, @Nullable Long parentId) {}

  /// Questions with their answers, the newest question first.
  @GetMapping
  @Operation(summary = "Questions with their answers, the newest question first")
  Page<CommentView> list(@PathVariable long id, PageQuery page) {
    return comments.of(id, page);
  }

  /// Asks a question, or answers one.
  @PostMapping
  @Operation(summary = "Ask a question, or answer one")
  ResponseEntity<CommentView> post(
      Caller caller, @PathVariable long id, @RequestBody CommentRequest request) {
    InputChecks checks = new InputChecks();
    String text = checks.requireText("text", request.text(), 1, LONGEST);
    checks.throwIfBad();
    CommentView posted = comments.post(caller.userId(), id, request.parentId(), text);
    return ResponseEntity.created(URI.create("/api/auctions/" + id + "/comments/" + posted.id()))
        .body(posted);
  }

  /// Takes back a comment of one's own; an admin takes away anybody's.
  @DeleteMapping("/{commentId}")
  @Operation(summary = "Take back a comment of one's own; an admin takes away anybody's")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller caller, @PathVariable long id, @PathVariable long commentId) {
    comments.delete(caller.userId(), caller.isAdmin(), id, commentId);
  }
}
