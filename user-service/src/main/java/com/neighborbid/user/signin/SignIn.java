package com.neighborbid.user.signin;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.user.account.Accounts;
import com.neighborbid.user.account.NewAccount;
import com.neighborbid.user.account.OwnProfile;
import com.neighborbid.user.account.UserAccount;
import com.neighborbid.user.keys.AccessTokens;
import com.neighborbid.user.signin.AttemptLimiter.Attempt;
import com.neighborbid.user.signin.AuthRequests.CheckedLogin;
import com.neighborbid.user.signin.AuthRequests.CheckedSignup;
import com.neighborbid.user.signin.RefreshTokens.Issued;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// THE flow of signing in, top to bottom. Passwords are hashed outside of transactions.
@Service
class SignIn {
  private final Accounts accounts;
  private final PasswordHasher passwords;
  private final AttemptLimiter limiter;
  private final RefreshTokens refreshTokens;
  private final AccessTokens accessTokens;
  private final TransactionTemplate transactions;

  SignIn(
      Accounts accounts,
      PasswordHasher passwords,
      AttemptLimiter limiter,
      RefreshTokens refreshTokens,
      AccessTokens accessTokens,
      TransactionTemplate transactions) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.limiter = limiter;
    this.refreshTokens = refreshTokens;
    this.accessTokens = accessTokens;
    this.transactions = transactions;
  }

  /// Account, event and first tokens come into being together or not at all.
  TokenAnswer signUp(CheckedSignup signup, Device device) {
    if (accounts.isTaken(signup.username())) {
      throw taken();
    }
    String hash = passwords.hash(signup.password());
    NewAccount account =
        new NewAccount(signup.username(), signup.nickname(), signup.email(), signup.region(), hash);
    TokenAnswer answer =
        transactions.execute(
            _ -> {
              UserAccount user = accounts.register(account).orElseThrow(SignIn::taken);
              return begin(user, device).orElseThrow(SignIn::taken);
            });
    return Objects.requireNonNull(answer);
  }

  /// Whether it was the name or the password that was wrong is not told, neither by words nor by
  /// time.
  TokenAnswer logIn(CheckedLogin login, String clientAddress, Device device) {
    Attempt attempt = limiter.begin(login.username(), clientAddress);
    Optional<UserAccount> found;
    boolean right;
    try {
      found = accounts.findByUsername(login.username());
      right = passwords.matches(login.password(), found.map(UserAccount::passwordHash));
    } catch (RuntimeException e) {
      limiter.undecided(attempt);
      throw e;
    }
    if (found.isEmpty() || !right) {
      throw wrongLogin();
    }
    limiter.succeeded(attempt);
    return begin(usable(found.get()), device).orElseThrow(SignIn::wrongLogin);
  }

  /// Tokens of a new sign-in; empty where the account changed since it was read.
  Optional<TokenAnswer> begin(UserAccount user, Device device) {
    return refreshTokens.begin(user, device).map(issued -> tokens(user, issued));
  }

  TokenAnswer refresh(String refreshToken) {
    Issued next = refreshTokens.rotate(refreshToken).orElseThrow(SignIn::badRefreshToken);
    UserAccount user = accounts.find(next.userId()).orElseThrow(SignIn::badRefreshToken);
    return tokens(usable(user), next);
  }

  /// Signing out twice, or with a token nobody knows, is no error: the result is what was wanted.
  void logOut(String refreshToken) {
    refreshTokens.end(refreshToken);
  }

  private TokenAnswer tokens(UserAccount user, Issued issued) {
    return new TokenAnswer(
        OwnProfile.of(user),
        accessTokens.issue(user, issued.family()),
        issued.token(),
        "Bearer",
        accessTokens.life().toSeconds());
  }

  private static UserAccount usable(UserAccount user) {
    return switch (user.status()) {
      case ACTIVE -> user;
      case SUSPENDED -> throw ApiException.of(ErrorCode.ACCOUNT_SUSPENDED);
      case DELETED -> throw badRefreshToken();
    };
  }

  private static ApiException wrongLogin() {
    return ApiException.of(ErrorCode.UNAUTHORIZED).withDetail("UNAUTHORIZED.login");
  }

  private static ApiException taken() {
    return ApiException.of(ErrorCode.USERNAME_TAKEN);
  }

  private static ApiException badRefreshToken() {
    return ApiException.of(ErrorCode.UNAUTHORIZED).withDetail("UNAUTHORIZED.refresh");
  }
}
