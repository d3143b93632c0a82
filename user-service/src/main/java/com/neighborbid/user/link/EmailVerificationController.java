package com.neighborbid.user.link;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.web.InputChecks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sign-in")
final class EmailVerificationController {
  private final EmailVerification verification;

  EmailVerificationController(EmailVerification verification) {
    this.verification = verification;
  }

  /// @param token the last part of the link in the mail
  record Confirmation(@Nullable String token) {
    String checked() {
      InputChecks checks = new InputChecks();
      String checked = checks.requireLine("token", token, 1, 200);
      checks.throwIfBad();
      return checked;
    }

    @Override
    public String toString() {
      return "Confirmation[]";
    }
  }

  @PostMapping("/api/users/me/email-verification")
  @Operation(summary = "Send the link that confirms my e-mail address once more")
  ResponseEntity<Void> sendAgain(Caller caller) {
    verification.sendAgain(caller.userId());
    return ResponseEntity.accepted().build();
  }

  @PostMapping("/api/auth/email-verification")
  @Operation(summary = "Confirm an e-mail address with the token of its mail; needs no sign-in")
  ResponseEntity<Void> confirm(@RequestBody Confirmation body) {
    verification.confirm(body.checked());
    return ResponseEntity.noContent().build();
  }
}
