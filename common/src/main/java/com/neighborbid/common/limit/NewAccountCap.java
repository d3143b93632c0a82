package com.neighborbid.common.limit;

import com.neighborbid.common.auth.Caller;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What somebody may bid at most whose account is new. All services that take bids must be set
/// alike. Off where nothing is said: whoever builds a client from the published contract may bid
/// with an account that he has just made.
///
/// @param age an account is new for so long; 0 = there is no cap (`NB_NEW_ACCOUNT_AGE`)
/// @param most a new account's highest bid, or maximum, in won (`NB_NEW_ACCOUNT_MOST`)
@ConfigurationProperties("neighborbid.new-accounts")
public record NewAccountCap(@DefaultValue("0s") Duration age, @DefaultValue("1000000") long most) {
  private static final Duration LONGEST = Duration.ofDays(365);

  public NewAccountCap {
    if (age.isNegative() || age.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "neighborbid.new-accounts.age must be 0 to 365 days, not " + age);
    }
    if (most < 1) {
      throw new IllegalArgumentException(
          "neighborbid.new-accounts.most must be at least 1, not " + most);
    }
  }

  /// Whether it forbids the bid. Of a token that does not say since when the account exists, it
  /// forbids nothing.
  ///
  /// @param amount the most that the bidder would pay, in won
  public boolean forbids(Caller bidder, long amount, Instant now) {
    Instant since = bidder.memberSince();
    return !age.isZero() && amount > most && since != null && now.isBefore(since.plus(age));
  }
}
