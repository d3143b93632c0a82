package com.neighborbid.user.signin;

import com.neighborbid.common.web.InputChecks;
import com.neighborbid.common.web.TextRules;
import com.neighborbid.user.account.domain.AccountRules;
import org.jspecify.annotations.Nullable;

/// The bodies of requests about passwords, before and after their check.
final class PasswordRequests {
  private static final int LONGEST_TOKEN = 200;

  private PasswordRequests() {}

  record Change(@Nullable String currentPassword, @Nullable String newPassword) {
    CheckedChange checked() {
      InputChecks checks = new InputChecks();
      checks.check(currentPassword != null, "currentPassword", "required");
      String next = AccountRules.password(checks, "newPassword", newPassword);
      checks.throwIfBad();
      return new CheckedChange(
          TextRules.compose(currentPassword == null ? "" : currentPassword), next);
    }

    @Override
    public String toString() {
      return "Change[]";
    }
  }

  record CheckedChange(String currentPassword, String newPassword) {
    @Override
    public String toString() {
      return "CheckedChange[]";
    }
  }

  record ResetWanted(@Nullable String email) {
    String checked() {
      InputChecks checks = new InputChecks();
      checks.check(email != null, "email", "required");
      String checked = AccountRules.email(checks, email);
      checks.throwIfBad();
      return checked == null ? "" : checked;
    }

    @Override
    public String toString() {
      return "ResetWanted[]";
    }
  }

  /// @param token the last part of the link in the mail
  record Reset(@Nullable String token, @Nullable String password) {
    CheckedReset checked() {
      InputChecks checks = new InputChecks();
      String secret = checks.requireLine("token", token, 1, LONGEST_TOKEN);
      String next = AccountRules.password(checks, "password", password);
      checks.throwIfBad();
      return new CheckedReset(secret, next);
    }

    @Override
    public String toString() {
      return "Reset[]";
    }
  }

  record CheckedReset(String token, String password) {
    @Override
    public String toString() {
      return "CheckedReset[]";
    }
  }
}
