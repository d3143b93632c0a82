package com.neighborbid.user.preference.domain;

import com.neighborbid.user.notice.domain.NoticeKind;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How somebody wants to be told.
///
/// @param language `en` or `ko`
/// @param phone in E.164 form, for text messages
/// @param choices what differs from the defaults
public record Preferences(
    String language, @Nullable String phone, Map<NoticeKind, Map<Channel, Boolean>> choices) {
  public static final Preferences DEFAULT = new Preferences("en", null, Map.of());

  public Preferences {
    choices = Map.copyOf(choices);
  }

  public boolean isOn(NoticeKind kind, Channel channel) {
    return choices.getOrDefault(kind, Map.of()).getOrDefault(channel, channel.isOnByDefault(kind));
  }

  /// The same, without choices that say what the defaults say anyway: those follow the defaults.
  public Preferences reduced() {
    Map<NoticeKind, Map<Channel, Boolean>> kept = new EnumMap<>(NoticeKind.class);
    choices.forEach(
        (kind, channels) ->
            channels.forEach(
                (channel, on) -> {
                  if (on != channel.isOnByDefault(kind)) {
                    kept.computeIfAbsent(kind, _ -> new EnumMap<>(Channel.class)).put(channel, on);
                  }
                }));
    return new Preferences(language, phone, kept);
  }

  public Locale locale() {
    return language.equals("ko") ? Locale.KOREAN : Locale.ENGLISH;
  }
}
