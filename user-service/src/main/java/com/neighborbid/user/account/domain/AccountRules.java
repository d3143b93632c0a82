package com.neighborbid.user.account.domain;

import com.neighborbid.common.web.InputChecks;
import com.neighborbid.common.web.TextRules;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The bounds of an account's values. Each method notes what is wrong in the checks it is given.
public final class AccountRules {
  public static final int NICKNAME_MAX = 30;
  public static final int PASSWORD_MIN = 8;
  public static final int PASSWORD_MAX = 128;
  private static final int EMAIL_MAX = 254;
  private static final Pattern USERNAME = Pattern.compile("[a-z0-9._-]{3,30}");
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9._/-]{1,64}");

  /// Something, an at sign, a domain with a dot. Whether it exists only a mail can tell.
  private static final Pattern EMAIL =
      Pattern.compile(
          "[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+");

  private AccountRules() {}

  public static String username(InputChecks checks, @Nullable String raw) {
    return checks.requireMatch("username", raw, USERNAME, "username");
  }

  /// Whether somebody can be called so.
  public static boolean isUsername(String text) {
    return USERNAME.matcher(text).matches();
  }

  public static String nickname(InputChecks checks, @Nullable String raw) {
    return checks.requireLine("nickname", raw, 1, NICKNAME_MAX);
  }

  /// Any characters at all; NFC, so that the same password typed on another system is the same.
  public static String password(InputChecks checks, @Nullable String raw) {
    return password(checks, "password", raw);
  }

  /// A password that is called otherwise in its request.
  public static String password(InputChecks checks, String field, @Nullable String raw) {
    String password = TextRules.compose(raw == null ? "" : raw);
    int length = TextRules.length(password);
    if (raw == null) {
      checks.add(field, "required", Map.of());
    } else if (length < PASSWORD_MIN || length > PASSWORD_MAX) {
      checks.add(field, "length", Map.of("min", PASSWORD_MIN, "max", PASSWORD_MAX));
    }
    return password;
  }

  public static @Nullable String email(InputChecks checks, @Nullable String raw) {
    String email = checks.optionalMatch("email", raw, EMAIL, "email");
    checks.check(email == null || TextRules.length(email) <= EMAIL_MAX, "email", "email");
    return email;
  }

  public static @Nullable String region(InputChecks checks, @Nullable String raw) {
    return checks.optionalMatch("region", raw, REGION, "region");
  }
}
