package com.neighborbid.user.admin;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.InputChecks;
import com.neighborbid.user.account.Accounts;
import com.neighborbid.user.audit.Admins;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/users/{id}")
@Tag(name = "Administration")
final class UserAdminController {
  private static final int LONGEST_REASON = 500;

  private final Admins admins;
  private final UserAdmin users;
  private final Accounts accounts;

  UserAdminController(Admins admins, UserAdmin users, Accounts accounts) {
    this.admins = admins;
    this.users = users;
    this.accounts = accounts;
  }

  /// @param reason in the admin's words, for the audit trail
  record Reason(@Nullable String reason) {
    String required() {
      InputChecks checks = new InputChecks();
      String checked = checks.requireText("reason", reason, 1, LONGEST_REASON);
      checks.throwIfBad();
      return checked;
    }

    @Nullable String optional() {
      return reason == null ? null : required();
    }
  }

  /// @param roles all roles the account is to have: none, or `admin`
  record Roles(@Nullable List<@Nullable String> roles, @Nullable String reason) {
    boolean admin() {
      InputChecks checks = new InputChecks();
      checks.check(roles != null, "roles", "required");
      checks.check(roles == null || roles.stream().allMatch(Roles::exists), "roles", "invalid");
      checks.throwIfBad();
      return roles != null && !roles.isEmpty();
    }

    private static boolean exists(@Nullable String role) {
      return Caller.ADMIN.equals(role);
    }
  }

  @GetMapping
  @Operation(summary = "An account as admins see it")
  ResponseEntity<UserForAdmin> get(Caller caller, @PathVariable("id") long id) {
    admins.require(caller);
    return accounts
        .find(id)
        .map(user -> secret(UserForAdmin.of(user)))
        .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }

  @PostMapping("/suspend")
  @Operation(summary = "Suspend an account; its sign-ins end")
  ResponseEntity<UserForAdmin> suspend(
      Caller caller, @PathVariable("id") long id, @RequestBody Reason body) {
    admins.require(caller);
    return secret(users.suspend(caller.userId(), id, body.required()));
  }

  @PostMapping("/unsuspend")
  @Operation(summary = "Let a suspended account be used again")
  ResponseEntity<UserForAdmin> unsuspend(
      Caller caller, @PathVariable("id") long id, @RequestBody Reason body) {
    admins.require(caller);
    return secret(users.reinstate(caller.userId(), id, body.optional()));
  }

  @PutMapping("/roles")
  @Operation(summary = "Set the roles of an account; they are in its next access token")
  ResponseEntity<UserForAdmin> roles(
      Caller caller, @PathVariable("id") long id, @RequestBody Roles body) {
    admins.require(caller);
    boolean admin = body.admin();
    String reason = new Reason(body.reason()).optional();
    return secret(users.setAdmin(caller.userId(), id, admin, reason));
  }

  private static ResponseEntity<UserForAdmin> secret(UserForAdmin user) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(user);
  }
}
