package com.neighborbid.user.signin;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import com.neighborbid.user.signin.SignIns.OpenSignIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/users/me/sign-ins")
@Tag(name = "Sign-in")
final class SignInController {
  private final SignIns signIns;
  private final RefreshTokens refreshTokens;

  SignInController(SignIns signIns, RefreshTokens refreshTokens) {
    this.signIns = signIns;
    this.refreshTokens = refreshTokens;
  }

  @GetMapping
  @Operation(summary = "Where I am signed in, the last used first")
  ResponseEntity<Page<OpenSignIn>> list(Caller caller, PageQuery page) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(signIns.list(caller.userId(), page));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "End one of my sign-ins")
  ResponseEntity<Void> end(Caller caller, @PathVariable("id") UUID id) {
    if (!refreshTokens.end(caller.userId(), id, EndReason.ENDED)) {
      throw ApiException.of(ErrorCode.NOT_FOUND);
    }
    return ResponseEntity.noContent().build();
  }

  @DeleteMapping
  @Operation(summary = "End all of my sign-ins, this one too")
  ResponseEntity<Void> endAll(Caller caller) {
    refreshTokens.endAll(caller.userId(), EndReason.ENDED, Optional.empty());
    return ResponseEntity.noContent().build();
  }
}
