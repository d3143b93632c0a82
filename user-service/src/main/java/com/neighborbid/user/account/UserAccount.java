package com.neighborbid.user.account;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.user.account.domain.AccountStatus;
import com.neighborbid.user.account.domain.Reputation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A row of `users`. Rows are inserted by [Accounts] and edited one at a time.
@Entity
@Table(name = "users")
public class UserAccount {
  @Id private @Nullable Long id;

  @Column(updatable = false)
  private @Nullable String username;

  @Column private @Nullable String nickname;
  @Column private @Nullable String email;
  @Column private @Nullable String region;

  @Column(name = "password_hash")
  private @Nullable String passwordHash;

  @Enumerated(EnumType.STRING)
  @Column
  private @Nullable AccountStatus status;

  @Column private boolean admin;

  @Column(name = "email_verified_at")
  private @Nullable Instant emailVerifiedAt;

  @Column(name = "rating_sum")
  private long ratingSum;

  @Column(name = "rating_count")
  private long ratingCount;

  @Column(name = "created_at", updatable = false)
  private @Nullable Instant createdAt;

  @Version @Column private long version;

  /// For JPA.
  protected UserAccount() {}

  public long id() {
    return Objects.requireNonNull(id);
  }

  public String username() {
    return Objects.requireNonNull(username);
  }

  public String nickname() {
    return Objects.requireNonNull(nickname);
  }

  public @Nullable String email() {
    return email;
  }

  public @Nullable String region() {
    return region;
  }

  public String passwordHash() {
    return Objects.requireNonNull(passwordHash);
  }

  public AccountStatus status() {
    return Objects.requireNonNull(status);
  }

  public boolean isAdmin() {
    return admin;
  }

  /// As tokens carry them.
  public List<String> roles() {
    return admin ? List.of(Caller.ADMIN) : List.of();
  }

  public Reputation reputation() {
    return new Reputation(ratingSum, ratingCount);
  }

  public Instant createdAt() {
    return Objects.requireNonNull(createdAt);
  }

  public boolean isEmailVerified() {
    return emailVerifiedAt != null;
  }

  void rename(String newNickname) {
    nickname = newNickname;
  }

  void moveTo(@Nullable String newRegion) {
    region = newRegion;
  }

  /// Another address is one that nobody has confirmed yet.
  void reachAt(@Nullable String newEmail) {
    if (!Objects.equals(email, newEmail)) {
      email = newEmail;
      emailVerifiedAt = null;
    }
  }

  void confirmEmail(Instant at) {
    emailVerifiedAt = at;
  }

  void setPasswordHash(String hash) {
    passwordHash = hash;
  }

  void setStatus(AccountStatus newStatus) {
    status = newStatus;
  }

  void setAdmin(boolean isAdmin) {
    admin = isAdmin;
  }
}
