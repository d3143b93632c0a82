package com.neighborbid.user.audit;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.user.account.Accounts;
import com.neighborbid.user.account.UserAccount;
import com.neighborbid.user.account.domain.AccountStatus;
import org.springframework.stereotype.Component;

/// Who may do what admins do. Here, where the roles live, a token is not enough: who lost the role
/// a minute ago still has one.
@Component
public class Admins {
  private final Accounts accounts;

  Admins(Accounts accounts) {
    this.accounts = accounts;
  }

  /// @throws ApiException FORBIDDEN
  public void require(Caller caller) {
    if (!caller.isAdmin() || accounts.find(caller.userId()).filter(Admins::isAdmin).isEmpty()) {
      throw ApiException.of(ErrorCode.FORBIDDEN);
    }
  }

  private static boolean isAdmin(UserAccount user) {
    return user.isAdmin() && user.status() == AccountStatus.ACTIVE;
  }
}
