package com.neighborbid.user.signin;

import com.neighborbid.user.client.ClientAddress;
import com.neighborbid.user.signin.AuthRequests.Login;
import com.neighborbid.user.signin.AuthRequests.Refresh;
import com.neighborbid.user.signin.AuthRequests.Signup;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/auth")
@Tag(name = "Sign-in")
final class AuthController {
  private final SignIn signIn;

  AuthController(SignIn signIn) {
    this.signIn = signIn;
  }

  @PostMapping("/signup")
  @Operation(summary = "Make an account and sign in; a wallet follows shortly after")
  ResponseEntity<TokenAnswer> signUp(@RequestBody Signup body, HttpServletRequest request) {
    TokenAnswer answer = signIn.signUp(body.checked(), Device.of(request));
    return ResponseEntity.created(URI.create("/api/users/" + answer.user().id()))
        .cacheControl(CacheControl.noStore())
        .body(answer);
  }

  @PostMapping("/login")
  @Operation(summary = "Sign in")
  ResponseEntity<TokenAnswer> logIn(@RequestBody Login body, HttpServletRequest request) {
    return secret(signIn.logIn(body.checked(), ClientAddress.of(request), Device.of(request)));
  }

  @PostMapping("/refresh")
  @Operation(summary = "New tokens; the refresh token is used up, a second use ends the sign-in")
  ResponseEntity<TokenAnswer> refresh(@RequestBody Refresh body) {
    return secret(signIn.refresh(body.checked()));
  }

  @PostMapping("/logout")
  @Operation(
      summary =
          "End this sign-in: its sockets are closed and its access tokens stop to count within a second")
  ResponseEntity<Void> logOut(@RequestBody Refresh body) {
    signIn.logOut(body.checked());
    return ResponseEntity.noContent().build();
  }

  static ResponseEntity<TokenAnswer> secret(TokenAnswer answer) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
  }
}
