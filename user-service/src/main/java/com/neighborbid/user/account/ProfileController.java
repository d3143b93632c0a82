package com.neighborbid.user.account;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.user.client.ClientAddress;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Consumer;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/users")
@Tag(name = "Users")
final class ProfileController {
  private final Accounts accounts;
  private final PasswordProof passwords;

  ProfileController(Accounts accounts, PasswordProof passwords) {
    this.accounts = accounts;
    this.passwords = passwords;
  }

  @GetMapping("/me")
  @Operation(summary = "My own profile")
  ResponseEntity<OwnProfile> me(Caller caller) {
    return own(accounts.find(caller.userId()).orElseThrow(ProfileController::gone));
  }

  @PatchMapping("/me")
  @Operation(
      summary =
          "Change my profile; what is absent stays, null removes; the e-mail address needs the password")
  ResponseEntity<OwnProfile> change(
      Caller caller, @RequestBody ProfilePatch patch, HttpServletRequest request) {
    Consumer<UserAccount> change = patch.checked();
    String present = accounts.find(caller.userId()).map(UserAccount::email).orElse(null);
    patch
        .proof(present)
        .ifPresent(
            password -> {
              UserAccount _ =
                  passwords.prove(caller.userId(), password, "password", ClientAddress.of(request));
            });
    return own(accounts.change(caller.userId(), change).orElseThrow(ProfileController::gone));
  }

  @GetMapping("/{id}")
  @Operation(summary = "The public profile of somebody")
  Profile user(@PathVariable("id") long id) {
    return accounts
        .find(id)
        .map(Profile::of)
        .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }

  private static ResponseEntity<OwnProfile> own(UserAccount user) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(OwnProfile.of(user));
  }

  /// The token is good, its account is not there any more.
  private static ApiException gone() {
    return ApiException.of(ErrorCode.UNAUTHORIZED).withDetail("UNAUTHORIZED.token");
  }
}
