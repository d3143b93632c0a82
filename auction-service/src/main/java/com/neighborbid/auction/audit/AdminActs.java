package com.neighborbid.auction.audit;

import com.neighborbid.common.audit.AuditTrail;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Notes what an admin has asked of the log, after the log has taken it: there it stands with his
/// id anyway, here it is found.
@Component
public class AdminActs {
  private final AuditTrail trail;

  AdminActs(AuditTrail trail) {
    this.trail = trail;
  }

  /// @param action such as `auction.suspend`
  /// @param reason in the admin's words; absent where none is asked for
  @Transactional
  public void note(
      long adminId, String action, String targetType, String targetId, @Nullable String reason) {
    trail.add(Optional.of(adminId), action, targetType, targetId, reason);
  }
}
