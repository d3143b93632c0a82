package com.neighborbid.auction.listing;

import com.neighborbid.common.error.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What somebody looks for in the texts. Every word must be there: as a word or the beginning of
/// one in title or description (which finds a Korean word with its particle), as an English word of
/// the same stem, or as any part of the title.
final class TextSearch {
  private static final int TEXT_MAX = 100;

  /// Up to so many hits, the list is made of them; a text found more often is found soon along the
  /// order of the list.
  private static final int FEW = 2_000;

  private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private final boolean hasNoWord;
  private final List<Object> parameters;

  /// A version of an auction's texts.
  record Hit(long auctionId, int version) {}

  private TextSearch(List<String> words) {
    this.hasNoWord = words.isEmpty();
    String spaced = String.join(" ", words);
    this.parameters =
        List.of(
            words.stream().map(word -> word + ":*").collect(Collectors.joining(" & ")),
            spaced,
            spaced,
            spaced,
            words.stream()
                .map(word -> "%" + word.toLowerCase(Locale.ROOT) + "%")
                .toArray(String[]::new));
  }

  /// @return nothing where nothing is looked for
  /// @throws ApiException VALIDATION_FAILED for a text that is too long
  static Optional<TextSearch> of(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    if (text.length() > TEXT_MAX) {
      throw ApiException.invalid("q", "at most " + TEXT_MAX + " characters");
    }
    List<String> words = NOT_A_WORD.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    return text.isBlank() ? Optional.empty() : Optional.of(new TextSearch(words));
  }

  /// On `listing l`.
  String condition() {
    return "(l.words @@ (to_tsquery('simple', ?) || plainto_tsquery('english', ?))"
        + " or (search_grams(?) <> '{}' and l.grams @> search_grams(?)"
        + " and lower(l.title) like all (?)))";
  }

  List<Object> parameters() {
    return parameters;
  }

  /// All that match, older versions too; nothing where they are too many to be listed.
  Optional<List<Hit>> few(JdbcClient database) {
    if (hasNoWord) {
      return Optional.of(List.of());
    }
    List<Hit> hits =
        database
            .sql(
                "select l.auction_id, l.version from listing l where %s limit %d"
                    .formatted(condition(), FEW + 1))
            .params(parameters)
            .query(Hit.class)
            .list();
    return hits.size() > FEW ? Optional.empty() : Optional.of(hits);
  }
}
