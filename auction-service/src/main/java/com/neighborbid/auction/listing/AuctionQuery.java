package com.neighborbid.auction.listing;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.web.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which auctions to list, and in which order. Built from the query string; every part is optional.
final class AuctionQuery {
  /// An order with a stable keyset: the sort value, then the id.
  enum Sort {
    RECENT("b.auction_id", false),
    PRICE_ASC("b.price", true),
    PRICE_DESC("b.price", false),
    END_SOON("b.ends_ms", true);

    final String expression;
    final boolean ascending;

    Sort(String expression, boolean ascending) {
      this.expression = expression;
      this.ascending = ascending;
    }

    static Sort of(@Nullable String name) {
      if (name == null) {
        return RECENT;
      }
      for (Sort sort : values()) {
        if (sort.name().toLowerCase(Locale.ROOT).equals(name)) {
          return sort;
        }
      }
      throw ApiException.invalid("sort", "one of recent, price_asc, price_desc, end_soon");
    }

    String order() {
      String direction = ascending ? " asc" : " desc";
      return " order by " + expression + direction + ", b.auction_id" + direction;
    }
  }

  private static final int TEXT_MAX = 100;
  private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();
  private final Sort sort;

  AuctionQuery(Sort sort) {
    this.sort = sort;
    if (sort == Sort.END_SOON) {
      conditions.add("not b.ended");
    }
  }

  AuctionQuery where(String condition, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      parameters.add(value);
    }
    return this;
  }

  AuctionQuery inRegion(@Nullable String region) {
    if (region != null) {
      // Everything below a region begins with its code and a slash; the zero is what follows that.
      conditions.add("(b.region = ? or (b.region > ? and b.region < ?) or b.reach = 'NATIONAL')");
      parameters.add(region);
      parameters.add(region + "/");
      parameters.add(region + "0");
    }
    return this;
  }

  /// Every word of it must be there: as a word or the beginning of one in title or description, or
  /// as any part of the title.
  AuctionQuery withText(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return this;
    }
    if (text.length() > TEXT_MAX) {
      throw ApiException.invalid("q", "at most " + TEXT_MAX + " characters");
    }
    List<String> words = NOT_A_WORD.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    if (words.isEmpty()) {
      return where("l.title ilike ?", "%" + escaped(text.strip()) + "%");
    }
    conditions.add(
        "(l.words @@ (to_tsquery('simple', ?) || plainto_tsquery('english', ?))"
            + " or (search_grams(?) <> '{}' and l.grams @> search_grams(?)"
            + " and lower(l.title) like all (?)))");
    String spaced = String.join(" ", words);
    parameters.add(words.stream().map(word -> word + ":*").collect(Collectors.joining(" & ")));
    parameters.add(spaced);
    parameters.add(spaced);
    parameters.add(spaced);
    parameters.add(
        words.stream()
            .map(word -> "%" + word.toLowerCase(Locale.ROOT) + "%")
            .toArray(String[]::new));
    return this;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  AuctionQuery withStatus(@Nullable String status) {
    if (status == null) {
      return this;
    }
    conditions.add(
        switch (status) {
          case "WAITING" -> "not b.ended and (not a.started or a.pauses <> '') and not a.ended";
          case "ACTIVE" ->
              "not b.ended and a.started and not a.ended and not a.closing and a.ends_at > now() and a.pauses = ''";
          case "CLOSING" ->
              "not b.ended and not a.ended and (a.closing or a.ends_at <= now()) and a.pauses = ''";
          case "ENDED" -> "a.ended and not a.cancelled";
          case "CANCELLED" -> "a.cancelled";
          default -> throw ApiException.invalid("status", "no such status");
        });
    return this;
  }

  AuctionQuery after(Cursor cursor) {
    if (!cursor.text(0).equals(sort.name())) {
      throw Cursor.broken();
    }
    conditions.add(
        "(" + sort.expression + ", b.auction_id) " + (sort.ascending ? ">" : "<") + " (?, ?)");
    parameters.add(cursor.number(1));
    parameters.add(cursor.number(2));
    return this;
  }

  Sort sort() {
    return sort;
  }

  String sql(int rows) {
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    return "select "
        + AuctionRow.COLUMNS
        + ", "
        + sort.expression
        + " as sort_value "
        + AuctionRow.BROWSED
        + where
        + sort.order()
        + " limit "
        + rows;
  }

  List<Object> parameters() {
    return parameters;
  }
}
