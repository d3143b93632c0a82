package com.neighborbid.user.keys;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.user.audit.Admins;
import com.neighborbid.user.keys.KeyRotation.KeyView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/signing-keys")
@Tag(name = "Administration")
final class KeyAdminController {
  private final Admins admins;
  private final KeyRotation rotation;

  KeyAdminController(Admins admins, KeyRotation rotation) {
    this.admins = admins;
    this.rotation = rotation;
  }

  /// All keys that still count, or will.
  record Keys(List<KeyView> items) {}

  @GetMapping
  @Operation(summary = "The signing keys and their times; never the keys themselves")
  ResponseEntity<Keys> list(Caller caller) {
    admins.require(caller);
    return answer(rotation.list());
  }

  @PostMapping("/rotate")
  @Operation(
      summary = "Publish the next signing key now; it signs shortly after, nobody is signed out")
  ResponseEntity<Keys> rotate(Caller caller) {
    admins.require(caller);
    return answer(rotation.rotateNow(caller.userId()));
  }

  private static ResponseEntity<Keys> answer(List<KeyView> keys) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Keys(keys));
  }
}
