package com.neighborbid.user.account;

import java.util.Map;
import org.springframework.stereotype.Component;

/// The account itself in an export. Its erasure is [AccountStanding#erase].
@Component
class AccountData implements PersonalData {
  private final Accounts accounts;

  AccountData(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Map<String, Object> export(long userId) {
    return accounts
        .find(userId)
        .<Map<String, Object>>map(user -> Map.of("account", OwnProfile.of(user)))
        .orElseGet(Map::of);
  }

  @Override
  public void erase(long userId) {
    // Done last, by whoever erases: other parts may still look at the account.
  }
}
