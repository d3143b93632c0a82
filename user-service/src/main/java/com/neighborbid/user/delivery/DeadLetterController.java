package com.neighborbid.user.delivery;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import com.neighborbid.user.audit.Admins;
import com.neighborbid.user.delivery.DeadLetters.DeadLetter;
import com.neighborbid.user.preference.domain.Channel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/dead-letters")
@Tag(name = "Administration")
final class DeadLetterController {
  private final DeadLetters letters;
  private final Admins admins;

  DeadLetterController(DeadLetters letters, Admins admins) {
    this.letters = letters;
    this.admins = admins;
  }

  @GetMapping
  @Operation(summary = "Deliveries that failed for good, the newest first; for admins")
  ResponseEntity<Page<DeadLetter>> list(
      Caller caller,
      @RequestParam(name = "channel", required = false) @Nullable Channel channel,
      @ParameterObject PageQuery query) {
    admins.require(caller);
    Page<DeadLetter> page =
        Page.of(letters.page(channel, query), query.limit(), last -> Cursor.of(last.id()));
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(page);
  }

  @PostMapping("/{id}/resend")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Send one again, with as many attempts as a new one; for admins")
  void resend(Caller caller, @PathVariable("id") long id) {
    admins.require(caller);
    if (!letters.resend(id, caller.userId())) {
      throw ApiException.of(ErrorCode.NOT_FOUND);
    }
  }
}
