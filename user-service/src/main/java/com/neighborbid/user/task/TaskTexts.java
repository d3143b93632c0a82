package com.neighborbid.user.task;

import com.neighborbid.common.error.TextBundle;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The titles of to-dos in English and Korean.
final class TaskTexts {
  private static final TextBundle TEXTS = new TextBundle(TaskTexts.class);

  private TaskTexts() {}

  /// @param auctionTitle null where it is not known
  static String title(Task task, @Nullable String auctionTitle, Locale language) {
    String own = task.title();
    if (own != null) {
      return own;
    }
    Object item = auctionTitle;
    if (item == null) {
      item = text("item", Map.of("id", String.valueOf(task.auctionId())), language);
    }
    return text(task.kind().name(), Map.of("item", item), language);
  }

  private static String text(String key, Map<String, Object> values, Locale language) {
    return TEXTS
        .find(key, language)
        .flatMap(text -> TextBundle.fill(text, values))
        .orElseThrow(() -> new IllegalStateException("no text " + key));
  }
}
