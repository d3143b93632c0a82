package com.neighborbid.user.review;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.web.InputChecks;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Reviews")
final class ReviewController {
  private static final int LONGEST_CONTENT = 1_000;
  private static final int BEST = 5;

  private final Reviews reviews;

  ReviewController(Reviews reviews) {
    this.reviews = reviews;
  }

  /// @param rating 1 to 5
  /// @param content 1 to 1,000 characters
  record ReviewRequest(@Nullable Long rating, @Nullable String content) {
    NewReview checked() {
      InputChecks checks = new InputChecks();
      NewReview review =
          new NewReview(
              (int) checks.requireRange("rating", rating, 1, BEST),
              checks.requireText("content", content, 1, LONGEST_CONTENT));
      checks.throwIfBad();
      return review;
    }
  }

  @GetMapping("/api/users/{id}/reviews")
  @Operation(summary = "What winners said of a seller, the newest first")
  Page<Review> of(@PathVariable("id") long id, PageQuery page) {
    return reviews.of(id, page);
  }

  @PostMapping("/api/auctions/{id}/review")
  @Operation(summary = "Review the seller of an auction that I have won; once")
  ResponseEntity<Review> post(
      Caller caller, @PathVariable("id") long id, @RequestBody ReviewRequest body) {
    NewReview review = body.checked();
    return ResponseEntity.status(HttpStatus.CREATED)
        .body(reviews.post(caller.userId(), id, review));
  }
}
