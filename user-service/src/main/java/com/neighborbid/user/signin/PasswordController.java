package com.neighborbid.user.signin;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.user.client.ClientAddress;
import com.neighborbid.user.signin.PasswordRequests.Change;
import com.neighborbid.user.signin.PasswordRequests.CheckedChange;
import com.neighborbid.user.signin.PasswordRequests.CheckedReset;
import com.neighborbid.user.signin.PasswordRequests.Reset;
import com.neighborbid.user.signin.PasswordRequests.ResetWanted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sign-in")
final class PasswordController {
  private final Passwords passwords;

  PasswordController(Passwords passwords) {
    this.passwords = passwords;
  }

  @PostMapping("/api/users/me/password")
  @Operation(summary = "Change my password; all sign-ins end, the answer is a new one")
  ResponseEntity<TokenAnswer> change(
      Caller caller, @RequestBody Change body, HttpServletRequest request) {
    CheckedChange change = body.checked();
    return AuthController.secret(
        passwords.change(
            caller.userId(),
            change.currentPassword(),
            change.newPassword(),
            ClientAddress.of(request),
            Device.of(request)));
  }

  @PostMapping("/api/auth/password-reset")
  @Operation(
      summary = "Send a link for a new password to an address; says nothing about who has it")
  ResponseEntity<Void> askForReset(@RequestBody ResetWanted body, HttpServletRequest request) {
    passwords.askForReset(body.checked(), ClientAddress.of(request));
    return ResponseEntity.accepted().build();
  }

  @PostMapping("/api/auth/password-reset/confirm")
  @Operation(summary = "Set a new password with the token of the mail; all sign-ins end")
  ResponseEntity<Void> reset(@RequestBody Reset body) {
    CheckedReset reset = body.checked();
    passwords.reset(reset.token(), reset.password());
    return ResponseEntity.noContent().build();
  }
}
