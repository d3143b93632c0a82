package com.neighborbid.user.preference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.user.notice.domain.NoticeKind;
import com.neighborbid.user.preference.domain.Channel;
import com.neighborbid.user.preference.domain.Preferences;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of `notice_settings`.
@Component
public class PreferenceTable {
  /// Kinds and channels of another version's are passed over.
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL);

  private final JdbcClient jdbc;

  PreferenceTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Preferences of(long userId) {
    return jdbc.sql("SELECT language, phone, choices FROM notice_settings WHERE user_id = :user")
        .param("user", userId)
        .query((row, _) -> read(row.getString(1), row.getString(2), row.getString(3)))
        .optional()
        .orElse(Preferences.DEFAULT);
  }

  void save(long userId, Preferences preferences, Instant now) {
    int _ =
        jdbc.sql(
                """
                INSERT INTO notice_settings (user_id, language, phone, choices, changed_at)
                VALUES (:user, :language, :phone, :choices::jsonb, :now)
                ON CONFLICT (user_id) DO UPDATE
                SET language = excluded.language, phone = excluded.phone,
                    choices = excluded.choices, changed_at = excluded.changed_at
                """)
            .param("user", userId)
            .param("language", preferences.language())
            .param("phone", preferences.phone())
            .param("choices", write(preferences.reduced().choices()))
            .param("now", Timestamp.from(now))
            .update();
  }

  /// Preferences from their columns, all null where somebody has none.
  public static Preferences read(
      @Nullable String language, @Nullable String phone, @Nullable String choices) {
    if (language == null || choices == null) {
      return Preferences.DEFAULT;
    }
    Map<NoticeKind, Map<Channel, Boolean>> known = new HashMap<>();
    read(choices)
        .forEach(
            (kind, channels) -> {
              if (kind != null) {
                Map<Channel, Boolean> chosen = new HashMap<>(channels);
                chosen.keySet().removeIf(channel -> channel == null);
                known.put(kind, chosen);
              }
            });
    return new Preferences(language, phone, known);
  }

  private static Map<NoticeKind, Map<Channel, Boolean>> read(String json) {
    try {
      return JSON
          .readValue(json, new TypeReference<HashMap<NoticeKind, HashMap<Channel, Boolean>>>() {})
          .entrySet()
          .stream()
          .collect(HashMap::new, (map, e) -> map.put(e.getKey(), e.getValue()), HashMap::putAll);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String write(Map<NoticeKind, Map<Channel, Boolean>> choices) {
    try {
      return JSON.writeValueAsString(choices);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
