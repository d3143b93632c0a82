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
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/// Letters to browsers (RFC 8030), encrypted for the browser. A browser that has unsubscribed is
/// forgotten.
@Component
class PushSender implements Sender {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Targets targets;
  private final PushKeys keys;
  private final OutsideHttp http;
  private final RandomGenerator random;
  private final DeliveryProperties.Push settings;

  PushSender(
      Targets targets,
      PushKeys keys,
      OutsideHttp http,
      RandomGenerator secureRandom,
      DeliveryProperties properties) {
    this.targets = targets;
    this.keys = keys;
    this.http = http;
    this.random = secureRandom;
    this.settings = properties.push();
  }

  @Override
  public Channel channel() {
    return Channel.PUSH;
  }

  @Override
  public boolean isOffered() {
    return true;
  }

  @Override
  public Outcome send(Letter letter) {
    long browserId = Long.parseLong(letter.delivery().target());
    Optional<Targets.Browser> found = targets.browser(letter.delivery().userId(), browserId);
    if (found.isEmpty()) {
      return new Dropped("the browser has unsubscribed");
    }
    Targets.Browser browser = found.get();
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/octet-stream",
            "Content-Encoding",
            "aes128gcm",
            "TTL",
            Long.toString(settings.life().toSeconds()),
            "Urgency",
            letter.delivery().urgent() ? "high" : "normal",
            "Authorization",
            keys.authorization(URI.create(browser.endpoint())));
    return outcome(http.post(browser.endpoint(), headers, sealed(letter, browser)), browserId);
  }

  private byte[] sealed(Letter letter, Targets.Browser browser) {
    byte[] salt = new byte[PushCipher.SALT_BYTES];
    random.nextBytes(salt);
    try {
      return PushCipher.encrypt(
          message(letter),
          browser.p256dh(),
          browser.auth(),
          new ECKeyGenerator(Curve.P_256).generate(),
          salt);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] message(Letter letter) {
    Letter.Line line = letter.lines().getFirst();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", line.notice().id());
    members.put("kind", line.notice().notice().kind().name());
    members.put("auctionId", line.notice().notice().auctionId());
    members.put("title", line.words().title());
    members.put("text", line.words().text());
    try {
      return JSON.writeValueAsBytes(members);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome outcome(Reply reply, long browserId) {
    return switch (reply) {
      case Reply.Answered(int status) when status / 100 == 2 -> new Sent();
      case Reply.Answered(int status) when status == 404 || status == 410 -> {
        boolean _ = targets.removeBrowser(null, browserId);
        yield new Dropped("the browser has unsubscribed");
      }
      case Reply.Answered(int status) when status >= 500 || status == 429 || status == 408 ->
          new Failed("the push service answered " + status);
      case Reply.Answered(int status) -> new Refused("the push service answered " + status);
      case Reply.NotReached(String reason) -> new Failed(reason);
      case Reply.NotAllowed() -> new Refused("the push service's address is not public");
      case Reply.NoAnswer(String reason) -> new Unknown(reason);
    };
  }
}
