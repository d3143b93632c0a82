package com.neighborbid.user.delivery;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who we are to push services (VAPID, RFC 8292). The key pair is made once and kept in the
/// database: subscriptions are bound to it.
@Component
class PushKeys {
  private static final Duration TOKEN_LIFE = Duration.ofHours(12);

  private final JdbcClient jdbc;
  private final DeliveryProperties.Push settings;
  private final Clock clock;
  private volatile @Nullable ECKey known;

  PushKeys(JdbcClient jdbc, DeliveryProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.settings = properties.push();
    this.clock = clock;
  }

  /// As browsers want it.
  String publicKey() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(PushCipher.point(pair()));
  }

  /// The value of `Authorization` for a push service.
  String authorization(URI endpoint) {
    ECKey pair = pair();
    String origin = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).build(),
            new JWTClaimsSet.Builder()
                .audience(origin)
                .expirationTime(Date.from(clock.instant().plus(TOKEN_LIFE)))
                .subject(settings.subject())
                .build());
    try {
      token.sign(new ECDSASigner(pair));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return "vapid t=" + token.serialize() + ", k=" + publicKey();
  }

  private ECKey pair() {
    ECKey pair = known;
    if (pair == null) {
      pair = stored().orElseGet(this::create);
      known = pair;
    }
    return pair;
  }

  private Optional<ECKey> stored() {
    return jdbc.sql("SELECT jwk FROM push_keys")
        .query(String.class)
        .optional()
        .map(PushKeys::parse);
  }

  /// Of several instances that make one at once, the first one's counts for all.
  private ECKey create() {
    try {
      int _ =
          jdbc.sql(
                  "INSERT INTO push_keys (jwk, created_at) VALUES (:jwk, :now) ON CONFLICT DO"
                      + " NOTHING")
              .param("jwk", new ECKeyGenerator(Curve.P_256).generate().toJSONString())
              .param("now", Timestamp.from(clock.instant()))
              .update();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return stored().orElseThrow();
  }

  private static ECKey parse(String jwk) {
    try {
      return ECKey.parse(jwk);
    } catch (ParseException e) {
      throw new IllegalStateException("the push key is not readable", e);
    }
  }
}
