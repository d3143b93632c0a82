package com.neighborbid.user.signin;

import com.neighborbid.common.web.InputChecks;
import com.neighborbid.common.web.TextRules;
import com.neighborbid.user.account.domain.AccountRules;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The bodies of sign-in requests, before and after their check.
final class AuthRequests {
  private AuthRequests() {}

  record Signup(
      @Nullable String username,
      @Nullable String password,
      @Nullable String nickname,
      @Nullable String email,
      @Nullable String region) {
    /// The nickname is the username where none is given.
    CheckedSignup checked() {
      InputChecks checks = new InputChecks();
      String name = AccountRules.username(checks, username);
      String secret = AccountRules.password(checks, password);
      String shown = nickname == null ? name : AccountRules.nickname(checks, nickname);
      CheckedSignup signup =
          new CheckedSignup(
              name,
              secret,
              shown,
              AccountRules.email(checks, email),
              AccountRules.region(checks, region));
      checks.throwIfBad();
      return signup;
    }

    @Override
    public String toString() {
      return "Signup[" + username + "]";
    }
  }

  record CheckedSignup(
      String username,
      String password,
      String nickname,
      @Nullable String email,
      @Nullable String region) {
    @Override
    public String toString() {
      return "CheckedSignup[" + username + "]";
    }
  }

  record Login(@Nullable String username, @Nullable String password) {
    /// Only what is missing is told: any other wrong value is just a wrong login.
    CheckedLogin checked() {
      InputChecks checks = new InputChecks();
      checks.check(username != null, "username", "required");
      checks.check(password != null, "password", "required");
      checks.throwIfBad();
      String name = username == null ? "" : username.strip().toLowerCase(Locale.ROOT);
      return new CheckedLogin(name, TextRules.compose(password == null ? "" : password));
    }

    @Override
    public String toString() {
      return "Login[" + username + "]";
    }
  }

  record CheckedLogin(String username, String password) {
    @Override
    public String toString() {
      return "CheckedLogin[" + username + "]";
    }
  }

  record Refresh(@Nullable String refreshToken) {
    String checked() {
      InputChecks checks = new InputChecks();
      checks.check(refreshToken != null, "refreshToken", "required");
      checks.throwIfBad();
      return refreshToken == null ? "" : refreshToken;
    }

    @Override
    public String toString() {
      return "Refresh[]";
    }
  }
}
