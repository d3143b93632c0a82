package com.neighborbid.user.notice;

import com.neighborbid.common.error.TextBundle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The words of notices in English and Korean.
public final class NoticeTexts {
  private static final TextBundle TEXTS = new TextBundle(NoticeTexts.class);

  private NoticeTexts() {}

  /// @param title one line
  /// @param text a sentence or two
  public record Words(String title, String text) {}

  /// @param auctionTitle null where it is not known
  public static Words of(Notice notice, @Nullable String auctionTitle, Locale language) {
    Map<String, Object> values = new HashMap<>();
    notice.figures().forEach((name, figure) -> values.put(name, grouped(figure)));
    Long auctionId = notice.auctionId();
    if (auctionTitle != null) {
      values.put("item", auctionTitle);
    } else if (auctionId != null) {
      values.put("item", text("item", Map.of("id", auctionId), language));
    }
    String kind = notice.kind().name();
    return new Words(
        text(kind + ".title", values, language), text(kind + ".text", values, language));
  }

  private static String text(String key, Map<String, Object> values, Locale language) {
    return TEXTS
        .find(key, language)
        .flatMap(text -> TextBundle.fill(text, values))
        .orElseThrow(() -> new IllegalStateException("no text " + key + " with " + values));
  }

  private static String grouped(long figure) {
    return String.format(Locale.ROOT, "%,d", figure);
  }
}
