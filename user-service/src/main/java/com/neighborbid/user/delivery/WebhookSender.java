package com.neighborbid.user.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.user.delivery.Outcome.Dropped;
import com.neighborbid.user.delivery.Outcome.Failed;
import com.neighborbid.user.delivery.Outcome.Refused;
import com.neighborbid.user.delivery.Outcome.Sent;
import com.neighborbid.user.delivery.Outcome.Unknown;
import com.neighborbid.user.delivery.OutsideHttp.Reply;
import com.neighborbid.user.preference.Targets;
import com.neighborbid.user.preference.domain.Channel;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// Letters to people's own programs, signed as Standard Webhooks says: HMAC-SHA256 of id, time and
/// body. The id is the notification's, so a receiver can drop what it has seen.
@Component
class WebhookSender implements Sender {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Targets targets;
  private final OutsideHttp http;
  private final Clock clock;

  WebhookSender(Targets targets, OutsideHttp http, Clock clock) {
    this.targets = targets;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public Channel channel() {
    return Channel.WEBHOOK;
  }

  @Override
  public boolean isOffered() {
    return true;
  }

  @Override
  public Outcome send(Letter letter) {
    Optional<Targets.Webhook> webhook = targets.webhook(letter.delivery().userId());
    if (webhook.isEmpty()) {
      return new Dropped("there is no webhook any more");
    }
    String id = "notification-" + letter.lines().getFirst().notice().id();
    long seconds = clock.instant().getEpochSecond();
    String body = body(letter);
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/json",
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(seconds),
            "webhook-signature",
            "v1," + sign(webhook.get().secret(), id + "." + seconds + "." + body));
    return outcome(http.post(webhook.get().url(), headers, body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Outcome outcome(Reply reply) {
    return switch (reply) {
      case Reply.Answered(int status) when status / 100 == 2 -> new Sent();
      case Reply.Answered(int status) when status >= 500 || status == 429 || status == 408 ->
          new Failed("the webhook answered " + status);
      case Reply.Answered(int status) -> new Refused("the webhook answered " + status);
      case Reply.NotReached(String reason) -> new Failed(reason);
      case Reply.NotAllowed() -> new Refused("the webhook's address is not public");
      case Reply.NoAnswer(String reason) -> new Unknown(reason);
    };
  }

  private static String body(Letter letter) {
    Letter.Line line = letter.lines().getFirst();
    Instant at = line.notice().createdAt();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "notification");
    members.put("timestamp", at.toString());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", line.notice().id());
    data.put("kind", line.notice().notice().kind().name());
    data.put("auctionId", line.notice().notice().auctionId());
    data.put("title", line.words().title());
    data.put("text", line.words().text());
    data.put("figures", line.notice().notice().figures());
    members.put("data", data);
    try {
      return JSON.writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sign(byte[] secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
