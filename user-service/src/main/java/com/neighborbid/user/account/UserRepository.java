package com.neighborbid.user.account;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface UserRepository extends Repository<UserAccount, Long> {
  Optional<UserAccount> findById(long id);

  Optional<UserAccount> findByUsername(String username);

  /// Writes what has changed, for statements that follow in the same transaction past JPA.
  void flush();

  /// Locked before it is read, so that events of one user leave in the order of their changes.
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select u from UserAccount u where u.id = :id")
  Optional<UserAccount> lockById(long id);
}
