package com.neighborbid.common.web;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `?limit=` and `?cursor=` of a list; as a controller parameter it is read and checked by itself.
///
/// @param limit 1 to 100, 20 where nothing is said
public record PageQuery(int limit, Optional<Cursor> cursor) {
  public static final int DEFAULT_LIMIT = 20;
  public static final int MAX_LIMIT = 100;

  /// @throws ApiException VALIDATION_FAILED naming `limit` or `cursor`
  public static PageQuery of(@Nullable String limit, @Nullable String cursor) {
    return new PageQuery(
        limit == null ? DEFAULT_LIMIT : limit(limit),
        Optional.ofNullable(cursor).map(Cursor::parse));
  }

  /// How many rows to fetch to know whether there is a next page.
  public int rows() {
    return limit + 1;
  }

  private static int limit(String raw) {
    try {
      int limit = Integer.parseInt(raw);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // Answered below, like a number out of range.
    }
    Map<String, Object> bounds = Map.of("min", 1, "max", MAX_LIMIT);
    throw ApiException.invalid(List.of(new FieldError("limit", "range", bounds)));
  }
}
