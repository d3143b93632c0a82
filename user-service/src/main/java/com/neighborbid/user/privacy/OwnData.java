package com.neighborbid.user.privacy;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.user.account.AccountStanding;
import com.neighborbid.user.account.PersonalData;
import com.neighborbid.user.account.UserAccount;
import com.neighborbid.user.signin.EndReason;
import com.neighborbid.user.signin.Passwords;
import com.neighborbid.user.signin.SignOuts;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// A copy of a person's data, and their end.
@Service
class OwnData {
  private static final Logger log = LoggerFactory.getLogger(OwnData.class);

  /// Where the rest is, to be had with the same token.
  private static final List<String> ELSEWHERE =
      List.of(
          "/api/wallet",
          "/api/wallet/holds",
          "/api/wallet/transactions",
          "/api/me/auctions",
          "/api/me/bids",
          "/api/me/blocked-bidders",
          "/api/me/reported-auctions",
          "/api/me/watchlist");

  private final List<PersonalData> parts;
  private final AccountStanding standing;
  private final Obligations obligations;
  private final Passwords passwords;
  private final SignOuts signOuts;
  private final TransactionTemplate transactions;
  private final Clock clock;

  OwnData(
      List<PersonalData> parts,
      AccountStanding standing,
      Obligations obligations,
      Passwords passwords,
      SignOuts signOuts,
      TransactionTemplate transactions,
      Clock clock) {
    this.parts = List.copyOf(parts);
    this.standing = standing;
    this.obligations = obligations;
    this.passwords = passwords;
    this.signOuts = signOuts;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// Everything that this service has about somebody.
  ///
  /// @param data by the part of the service that keeps it
  /// @param elsewhere addresses of what the other services have
  record Export(Instant exportedAt, Map<String, Object> data, List<String> elsewhere) {}

  @Transactional(readOnly = true)
  public Export export(long userId) {
    Map<String, Object> data = new TreeMap<>();
    parts.forEach(part -> data.putAll(part.export(userId)));
    return new Export(clock.instant(), data, ELSEWHERE);
  }

  /// Forgets a person who has proved who he is and owes nothing. What stays are ids: the money
  /// trail and the ratings of others refer to them.
  ///
  /// @throws ApiException VALIDATION_FAILED naming `password`, ACCOUNT_IN_USE, FORBIDDEN for
  ///   admins, SERVICE_UNAVAILABLE
  void erase(long userId, String password, String clientAddress) {
    var _ = passwords.prove(userId, password, "password", clientAddress);
    obligations.requireNone(userId);
    transactions.executeWithoutResult(
        _ -> {
          UserAccount user =
              standing.lock(userId).orElseThrow(() -> ApiException.of(ErrorCode.UNAUTHORIZED));
          if (user.isAdmin()) {
            // Else the last admin could go, and nobody could make another.
            throw ApiException.of(ErrorCode.FORBIDDEN).withDetail("FORBIDDEN.admin");
          }
          signOuts.endAll(userId, EndReason.ENDED, Optional.empty());
          parts.forEach(part -> part.erase(userId));
          standing.erase(user);
        });
    log.info("User {} is forgotten", userId);
  }
}
