package com.neighborbid.user.privacy;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.web.InputChecks;
import com.neighborbid.common.web.TextRules;
import com.neighborbid.user.client.ClientAddress;
import com.neighborbid.user.privacy.OwnData.Export;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/users/me")
@Tag(name = "Users")
final class OwnDataController {
  private final OwnData data;

  OwnDataController(OwnData data) {
    this.data = data;
  }

  /// @param password once more: this cannot be undone
  record Erasure(@Nullable String password) {
    String checked() {
      InputChecks checks = new InputChecks();
      checks.check(password != null, "password", "required");
      checks.throwIfBad();
      return TextRules.compose(password == null ? "" : password);
    }

    @Override
    public String toString() {
      return "Erasure[]";
    }
  }

  @GetMapping("/export")
  @Operation(summary = "A copy of everything kept about me here, and where the rest is")
  ResponseEntity<Export> export(Caller caller) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("neighborbid-export.json").build().toString())
        .body(data.export(caller.userId()));
  }

  @PostMapping("/erasure")
  @Operation(
      summary =
          "Forget me; refused while money or open auctions need the account, cannot be undone")
  ResponseEntity<Void> erase(Caller caller, @RequestBody Erasure body, HttpServletRequest request) {
    data.erase(caller.userId(), body.checked(), ClientAddress.of(request));
    return ResponseEntity.noContent().build();
  }
}
