package com.neighborbid.user.admin;

import com.neighborbid.common.audit.AuditTrail;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.user.account.AccountStanding;
import com.neighborbid.user.account.UserAccount;
import com.neighborbid.user.signin.EndReason;
import com.neighborbid.user.signin.SignOuts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Each action is one transaction: the change, its event, the end of sign-ins and its place in the
/// audit trail. What is so already stays so, and is not in the trail again.
@Service
class UserAdmin {
  private static final String USER = "user";

  private final AccountStanding standing;
  private final SignOuts signOuts;
  private final AuditTrail trail;

  UserAdmin(AccountStanding standing, SignOuts signOuts, AuditTrail trail) {
    this.standing = standing;
    this.signOuts = signOuts;
    this.trail = trail;
  }

  /// @throws ApiException NOT_FOUND, FORBIDDEN for admins
  @Transactional
  public UserForAdmin suspend(long adminId, long userId, String reason) {
    UserAccount user = other(adminId, userId);
    if (user.isAdmin()) {
      throw ApiException.of(ErrorCode.FORBIDDEN).withDetail("FORBIDDEN.admin");
    }
    if (standing.suspend(user)) {
      signOuts.endAll(userId, EndReason.SUSPENDED, Optional.empty());
      note(adminId, "user.suspend", userId, reason);
    }
    return UserForAdmin.of(user);
  }

  /// @throws ApiException NOT_FOUND
  @Transactional
  public UserForAdmin reinstate(long adminId, long userId, @Nullable String reason) {
    UserAccount user = other(adminId, userId);
    if (standing.reinstate(user)) {
      note(adminId, "user.reinstate", userId, reason);
    }
    return UserForAdmin.of(user);
  }

  /// Nobody takes the role from himself: so there is always an admin left.
  ///
  /// @throws ApiException NOT_FOUND, FORBIDDEN for the own account
  @Transactional
  public UserForAdmin setAdmin(long adminId, long userId, boolean admin, @Nullable String reason) {
    UserAccount user = other(adminId, userId);
    if (standing.setAdmin(user, admin)) {
      if (!admin) {
        // His access tokens say admin, and the other services believe them.
        signOuts.endAll(userId, EndReason.ENDED, Optional.empty());
      }
      note(adminId, admin ? "user.grant-admin" : "user.revoke-admin", userId, reason);
    }
    return UserForAdmin.of(user);
  }

  /// The account, locked.
  private UserAccount other(long adminId, long userId) {
    if (adminId == userId) {
      throw ApiException.of(ErrorCode.FORBIDDEN).withDetail("FORBIDDEN.self");
    }
    return standing.lock(userId).orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }

  private void note(long adminId, String action, long userId, @Nullable String reason) {
    trail.add(Optional.of(adminId), action, USER, Long.toString(userId), reason);
  }
}
