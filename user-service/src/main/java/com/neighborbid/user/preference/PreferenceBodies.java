package com.neighborbid.user.preference;

import com.neighborbid.common.web.InputChecks;
import com.neighborbid.user.notice.domain.NoticeKind;
import com.neighborbid.user.preference.domain.Channel;
import com.neighborbid.user.preference.domain.Preferences;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is sent and answered about preferences, before and after its check.
final class PreferenceBodies {
  static final int URL_MAX = 1_000;
  private static final Pattern LANGUAGE = Pattern.compile("en|ko");
  private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final int POINT_BYTES = 65;
  private static final int AUTH_BYTES = 16;

  private PreferenceBodies() {}

  /// @param channels what this deployment can deliver over
  /// @param urgent the kinds that leave at once; by e-mail the others wait for the daily digest
  record Shown(
      String language,
      @Nullable String phone,
      Map<String, Map<String, Boolean>> kinds,
      Map<String, Boolean> channels,
      List<String> urgent,
      @Nullable ShownWebhook webhook,
      Push push) {}

  record ShownWebhook(String url) {}

  /// @param publicKey the `applicationServerKey` to subscribe with
  record Push(String publicKey, long subscriptions) {}

  /// @param secret shown only now: `whsec_` and Base64; signs as Standard Webhooks says
  record NewWebhook(String url, String secret) {}

  record NewBrowser(long id) {}

  /// What is absent is the default.
  record Wanted(
      @Nullable String language,
      @Nullable String phone,
      @Nullable Map<String, @Nullable Map<String, @Nullable Boolean>> kinds) {
    Preferences checked() {
      InputChecks checks = new InputChecks();
      String spoken = checks.optionalMatch("language", language, LANGUAGE, "invalid");
      String number = checks.optionalMatch("phone", phone, PHONE, "invalid");
      Map<NoticeKind, Map<Channel, Boolean>> choices = new EnumMap<>(NoticeKind.class);
      if (kinds != null) {
        for (var entry : kinds.entrySet()) {
          choose(checks, entry.getKey(), entry.getValue(), choices);
        }
      }
      checks.throwIfBad();
      return new Preferences(spoken == null ? "en" : spoken, number, choices);
    }

    private static void choose(
        InputChecks checks,
        String kind,
        @Nullable Map<String, @Nullable Boolean> channels,
        Map<NoticeKind, Map<Channel, Boolean>> choices) {
      Optional<NoticeKind> known =
          Arrays.stream(NoticeKind.values()).filter(one -> one.name().equals(kind)).findFirst();
      // The value is the client's own text: it is shown back only where it can be a name.
      String field = "kinds." + (kind.matches("[A-Za-z_]{1,30}") ? kind : "?");
      if (known.isEmpty() || channels == null) {
        checks.add(field, "invalid", Map.of());
        return;
      }
      Map<Channel, Boolean> chosen =
          choices.computeIfAbsent(known.get(), _ -> new EnumMap<>(Channel.class));
      channels.forEach(
          (channel, on) -> {
            Optional<Channel> way =
                Arrays.stream(Channel.values()).filter(one -> one.id().equals(channel)).findFirst();
            if (way.isEmpty() || on == null) {
              checks.add(
                  field + "." + (channel.matches("[A-Za-z_]{1,30}") ? channel : "?"),
                  "invalid",
                  Map.of());
            } else {
              chosen.put(way.get(), on);
            }
          });
    }
  }

  record WantedWebhook(@Nullable String url) {
    String checked(OfferedChannels offered) {
      InputChecks checks = new InputChecks();
      String line = checks.requireLine("url", url, 1, URL_MAX);
      checks.check(line.isEmpty() || offered.isCallable(line), "url", "invalid");
      checks.throwIfBad();
      return line;
    }
  }

  /// A subscription as browsers write it.
  record WantedBrowser(@Nullable String endpoint, @Nullable Keys keys) {
    CheckedBrowser checked(OfferedChannels offered) {
      InputChecks checks = new InputChecks();
      String line = checks.requireLine("endpoint", endpoint, 1, URL_MAX);
      checks.check(line.isEmpty() || offered.isCallable(line), "endpoint", "invalid");
      byte[] point = decode(checks, "keys.p256dh", keys == null ? null : keys.p256dh());
      byte[] auth = decode(checks, "keys.auth", keys == null ? null : keys.auth());
      checks.check(point.length == 0 || isPoint(point), "keys.p256dh", "invalid");
      checks.check(auth.length == 0 || auth.length == AUTH_BYTES, "keys.auth", "invalid");
      checks.throwIfBad();
      return new CheckedBrowser(line, point, auth);
    }

    private static byte[] decode(InputChecks checks, String field, @Nullable String text) {
      if (text == null || text.isEmpty()) {
        checks.add(field, "required", Map.of());
        return new byte[0];
      }
      try {
        return Base64.getUrlDecoder().decode(text);
      } catch (IllegalArgumentException _) {
        checks.add(field, "invalid", Map.of());
        return new byte[0];
      }
    }

    /// A point that is not on the curve would make an attack of our own arithmetic.
    private static boolean isPoint(byte[] point) {
      if (point.length != POINT_BYTES || point[0] != 4) {
        return false;
      }
      int half = (POINT_BYTES + 1) / 2;
      try {
        new ECKey.Builder(
                Curve.P_256,
                Base64URL.encode(Arrays.copyOfRange(point, 1, half)),
                Base64URL.encode(Arrays.copyOfRange(point, half, POINT_BYTES)))
            .build();
        return true;
      } catch (IllegalArgumentException | IllegalStateException _) {
        return false;
      }
    }
  }

  record Keys(@Nullable String p256dh, @Nullable String auth) {}

  record CheckedBrowser(String endpoint, byte[] p256dh, byte[] auth) {}
}
