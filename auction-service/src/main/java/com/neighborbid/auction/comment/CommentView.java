package com.neighborbid.auction.comment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A comment as everybody may see it.
///
/// @param parentId the question it belongs to; null for a question
/// @param author null of a deleted one
/// @param bySeller whether the seller of the auction wrote it
/// @param text empty of a deleted one
/// @param deleted a question that is gone while its answers are still there
/// @param replies of a question, the oldest first
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CommentView(
    long id,
    @Nullable Long parentId,
    @Nullable Author author,
    boolean bySeller,
    String text,
    boolean deleted,
    Instant createdAt,
    List<CommentView> replies) {
  public CommentView {
    replies = List.copyOf(replies);
  }

  public record Author(long id, String nickname) {}

  CommentView with(List<CommentView> below) {
    return new CommentView(id, parentId, author, bySeller, text, deleted, createdAt, below);
  }
}
