package com.neighborbid.user.signin;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.user.account.Accounts;
import com.neighborbid.user.account.PasswordProof;
import com.neighborbid.user.account.UserAccount;
import com.neighborbid.user.link.AccountMails;
import com.neighborbid.user.link.LinkProperties;
import com.neighborbid.user.link.LinkPurpose;
import com.neighborbid.user.link.Links;
import com.neighborbid.user.signin.AttemptLimiter.Attempt;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Proving, changing and replacing a password. Whenever it changes, every sign-in ends, and the
/// owner is told by e-mail. Passwords are hashed outside of transactions.
@Service
public class Passwords implements PasswordProof {
  private final Accounts accounts;
  private final PasswordHasher hasher;
  private final AttemptLimiter limiter;
  private final SignOuts signOuts;
  private final SignIn signIn;
  private final Links links;
  private final LinkProperties linkSettings;
  private final AccountMails mails;
  private final TransactionTemplate transactions;

  Passwords(
      Accounts accounts,
      PasswordHasher hasher,
      AttemptLimiter limiter,
      SignOuts signOuts,
      SignIn signIn,
      Links links,
      LinkProperties linkSettings,
      AccountMails mails,
      TransactionTemplate transactions) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.limiter = limiter;
    this.signOuts = signOuts;
    this.signIn = signIn;
    this.links = links;
    this.linkSettings = linkSettings;
    this.mails = mails;
    this.transactions = transactions;
  }

  /// The account of somebody who has just typed the right password; wrong ones count as failed
  /// sign-ins.
  @Override
  public UserAccount prove(long userId, String password, String field, String clientAddress) {
    UserAccount user =
        accounts.find(userId).orElseThrow(() -> ApiException.of(ErrorCode.UNAUTHORIZED));
    Attempt attempt = limiter.begin(user.username(), clientAddress);
    boolean right;
    try {
      right = hasher.matches(password, Optional.of(user.passwordHash()));
    } catch (RuntimeException e) {
      limiter.undecided(attempt);
      throw e;
    }
    if (!right) {
      throw ApiException.invalid(field, "wrong");
    }
    limiter.succeeded(attempt);
    return user;
  }

  /// The hash of a new password, for whoever makes accounts.
  public String hash(String password) {
    return hasher.hash(password);
  }

  /// Whether a password is that of an account; for who is not limited by attempts.
  public boolean matches(UserAccount user, String password) {
    return hasher.matches(password, Optional.of(user.passwordHash()));
  }

  /// Ends all sign-ins and begins a new one for the caller.
  TokenAnswer change(long userId, String current, String next, String address, Device device) {
    UserAccount user = prove(userId, current, "currentPassword", address);
    String hash = hasher.hash(next);
    TokenAnswer answer =
        transactions.execute(
            _ -> {
              replace(user.id(), hash);
              UserAccount changed =
                  accounts
                      .find(user.id())
                      .orElseThrow(() -> ApiException.of(ErrorCode.UNAUTHORIZED));
              return signIn
                  .begin(changed, device)
                  .orElseThrow(() -> ApiException.of(ErrorCode.ACCOUNT_SUSPENDED));
            });
    return Objects.requireNonNull(answer);
  }

  /// Says the same whether there is such an account or not, and takes the same time.
  void askForReset(String email, String clientAddress) {
    limiter.request("mail", clientAddress, linkSettings.perAddress());
    mails.resetPassword(email);
  }

  /// @throws ApiException LINK_INVALID
  void reset(String token, String next) {
    // Before the work of hashing: guessing tokens must not cost us that.
    links.require(token, LinkPurpose.RESET_PASSWORD);
    String hash = hasher.hash(next);
    transactions.executeWithoutResult(
        _ -> {
          Links.Opened opened = links.use(token, LinkPurpose.RESET_PASSWORD);
          // The link has shown whose address it is, too.
          if (!accounts.confirmEmail(opened.userId(), opened.email())) {
            throw Links.invalid();
          }
          replace(opened.userId(), hash);
        });
  }

  private void replace(long userId, String hash) {
    accounts.setPasswordHash(userId, hash);
    signOuts.endAll(userId, EndReason.PASSWORD, Optional.empty());
    mails.passwordChanged(userId);
  }
}
