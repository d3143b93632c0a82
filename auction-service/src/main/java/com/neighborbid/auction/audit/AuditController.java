package com.neighborbid.auction.audit;

import com.neighborbid.common.audit.AuditTrail;
import com.neighborbid.common.audit.AuditTrail.Entry;
import com.neighborbid.common.audit.AuditTrail.Filter;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.web.InputChecks;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AuditController {
  private static final int LONGEST = 64;

  private final AuditTrail trail;

  AuditController(AuditTrail trail) {
    this.trail = trail;
  }

  @GetMapping("/api/admin/auction-audit")
  @Operation(summary = "What admins did to auctions and reports, the newest first")
  ResponseEntity<Page<Entry>> list(
      Caller caller,
      @RequestParam(required = false) @Nullable Long adminId,
      @RequestParam(required = false) @Nullable String targetType,
      @RequestParam(required = false) @Nullable String targetId,
      PageQuery page) {
    caller.requireAdmin();
    InputChecks checks = new InputChecks();
    Filter filter =
        new Filter(
            Optional.ofNullable(adminId),
            Optional.ofNullable(checks.optionalLine("targetType", targetType, 1, LONGEST)),
            Optional.ofNullable(checks.optionalLine("targetId", targetId, 1, LONGEST)));
    checks.throwIfBad();
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(trail.list(filter, page));
  }
}
