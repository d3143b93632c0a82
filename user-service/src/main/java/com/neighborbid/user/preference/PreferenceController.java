package com.neighborbid.user.preference;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.user.notice.domain.NoticeKind;
import com.neighborbid.user.preference.PreferenceBodies.CheckedBrowser;
import com.neighborbid.user.preference.PreferenceBodies.NewBrowser;
import com.neighborbid.user.preference.PreferenceBodies.NewWebhook;
import com.neighborbid.user.preference.PreferenceBodies.Push;
import com.neighborbid.user.preference.PreferenceBodies.Shown;
import com.neighborbid.user.preference.PreferenceBodies.ShownWebhook;
import com.neighborbid.user.preference.PreferenceBodies.Wanted;
import com.neighborbid.user.preference.PreferenceBodies.WantedBrowser;
import com.neighborbid.user.preference.PreferenceBodies.WantedWebhook;
import com.neighborbid.user.preference.domain.Channel;
import com.neighborbid.user.preference.domain.Preferences;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/me/notification-preferences")
@Tag(name = "Notification preferences")
final class PreferenceController {
  private final PreferenceTable table;
  private final Targets targets;
  private final OfferedChannels offered;
  private final Clock clock;

  PreferenceController(
      PreferenceTable table, Targets targets, OfferedChannels offered, Clock clock) {
    this.table = table;
    this.targets = targets;
    this.offered = offered;
    this.clock = clock;
  }

  @GetMapping
  @Operation(summary = "How I want to be told: language, and channels for each kind")
  ResponseEntity<Shown> preferences(Caller caller) {
    return shown(caller, table.of(caller.userId()));
  }

  @PutMapping
  @Operation(summary = "Change how I want to be told; what is absent is as by default")
  ResponseEntity<Shown> change(Caller caller, @RequestBody Wanted body) {
    table.save(caller.userId(), body.checked(), clock.instant());
    return shown(caller, table.of(caller.userId()));
  }

  @PutMapping("/webhook")
  @Operation(
      summary = "Tell a program of mine; the answer holds a new secret, which is shown only once",
      description =
          "Sends are signed as Standard Webhooks says: headers webhook-id, webhook-timestamp and"
              + " webhook-signature. The same webhook-id is the same notification.")
  ResponseEntity<NewWebhook> setWebhook(Caller caller, @RequestBody WantedWebhook body) {
    Targets.Webhook webhook = targets.setWebhook(caller.userId(), body.checked(offered));
    String secret = "whsec_" + Base64.getEncoder().encodeToString(webhook.secret());
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new NewWebhook(webhook.url(), secret));
  }

  @DeleteMapping("/webhook")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Do not tell my program any more")
  void removeWebhook(Caller caller) {
    targets.removeWebhook(caller.userId());
  }

  @PostMapping("/push-subscriptions")
  @Operation(summary = "Wake this browser: its push subscription as the browser writes it")
  ResponseEntity<NewBrowser> subscribe(Caller caller, @RequestBody WantedBrowser body) {
    CheckedBrowser browser = body.checked(offered);
    long id =
        targets.addBrowser(caller.userId(), browser.endpoint(), browser.p256dh(), browser.auth());
    return ResponseEntity.status(HttpStatus.CREATED).body(new NewBrowser(id));
  }

  @DeleteMapping("/push-subscriptions/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Do not wake that browser any more")
  void unsubscribe(Caller caller, @PathVariable("id") long id) {
    if (!targets.removeBrowser(caller.userId(), id)) {
      throw ApiException.of(ErrorCode.NOT_FOUND);
    }
  }

  private ResponseEntity<Shown> shown(Caller caller, Preferences preferences) {
    Map<String, Map<String, Boolean>> kinds = new LinkedHashMap<>();
    for (NoticeKind kind : NoticeKind.values()) {
      Map<String, Boolean> channels = new LinkedHashMap<>();
      for (Channel channel : Channel.values()) {
        channels.put(channel.id(), preferences.isOn(kind, channel));
      }
      kinds.put(kind.name(), channels);
    }
    Map<String, Boolean> available = new LinkedHashMap<>();
    for (Channel channel : Channel.values()) {
      available.put(channel.id(), offered.channels().contains(channel));
    }
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(
            new Shown(
                preferences.language(),
                preferences.phone(),
                kinds,
                available,
                Arrays.stream(NoticeKind.values())
                    .filter(NoticeKind::isUrgent)
                    .map(NoticeKind::name)
                    .toList(),
                targets.webhook(caller.userId()).map(w -> new ShownWebhook(w.url())).orElse(null),
                new Push(offered.pushKey(), targets.browserCount(caller.userId()))));
  }
}
