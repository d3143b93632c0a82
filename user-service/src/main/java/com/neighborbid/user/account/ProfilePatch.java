package com.neighborbid.user.account;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.neighborbid.common.web.InputChecks;
import com.neighborbid.common.web.TextRules;
import com.neighborbid.user.account.domain.AccountRules;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A merge patch of the profile: what is absent stays, `null` takes a value away.
@Schema(
    description =
        "What is absent stays as it is; null removes e-mail address or region. Another e-mail address needs the password.")
final class ProfilePatch {
  private @Nullable Field nickname;
  private @Nullable Field email;
  private @Nullable Field region;
  private @Nullable String password;

  /// A member that is there, possibly as null.
  private record Field(@Nullable String value) {}

  @JsonSetter("nickname")
  void setNickname(@Nullable String value) {
    nickname = new Field(value);
  }

  @JsonSetter("email")
  void setEmail(@Nullable String value) {
    email = new Field(value);
  }

  @JsonSetter("region")
  void setRegion(@Nullable String value) {
    region = new Field(value);
  }

  @JsonSetter("password")
  void setPassword(@Nullable String value) {
    password = value;
  }

  /// What proves that the owner wants the change; empty where it is about nothing that would give
  /// somebody else the account, as the e-mail address does.
  ///
  /// @param present the address that the account has now: to say it again changes nothing
  /// @throws com.neighborbid.common.error.ApiException VALIDATION_FAILED naming `password`
  Optional<String> proof(@Nullable String present) {
    if (email == null || Objects.equals(email.value(), present)) {
      return Optional.empty();
    }
    InputChecks checks = new InputChecks();
    checks.check(password != null, "password", "required");
    checks.throwIfBad();
    return Optional.of(TextRules.compose(password == null ? "" : password));
  }

  /// Checks all fields and answers what to do with an account.
  Consumer<UserAccount> checked() {
    InputChecks checks = new InputChecks();
    Consumer<UserAccount> change = _ -> {};
    if (nickname != null) {
      String checked = AccountRules.nickname(checks, nickname.value());
      change = change.andThen(user -> user.rename(checked));
    }
    if (email != null) {
      String checked = AccountRules.email(checks, email.value());
      change = change.andThen(user -> user.reachAt(checked));
    }
    if (region != null) {
      String checked = AccountRules.region(checks, region.value());
      change = change.andThen(user -> user.moveTo(checked));
    }
    checks.throwIfBad();
    return change;
  }
}
