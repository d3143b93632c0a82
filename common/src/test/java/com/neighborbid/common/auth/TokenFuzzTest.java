package com.neighborbid.common.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.auth.KeySource.Lookup;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.servers.fuzz.Fuzz;
import com.neighborbid.servers.fuzz.JsonMutations;
import com.neighborbid.servers.fuzz.Mutations;
import com.neighborbid.servers.fuzz.OddValues;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Whatever stands where a token belongs: there is a verdict on it, never an exception. A socket
/// that waits for the verdict would wait for ever.
class TokenFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final String CLAIMS =
      """
      {"iss":"neighborbid","sub":"7","username":"mina","nickname":"mina","sid":"s-1",\
      "roles":["admin"],"iat":1795248000,"exp":1795249800,"jti":"j","member_since":1795248000}""";

  private final ECKey pair = pair();
  private final EndedSignIns ended = new EndedSignIns(Duration.ofMinutes(20));
  private final TokenVerifier verifier =
      new TokenVerifier(this::key, ended, Clock.fixed(NOW, ZoneOffset.UTC));

  private static ECKey pair() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private Lookup key(String id) {
    try {
      return id.equals("k1") ? new Lookup.Found(pair.toECPublicKey()) : new Lookup.Unknown();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String signed(String claims) throws JOSEException {
    JWSObject token =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), new Payload(claims));
    token.sign(new ECDSASigner(pair));
    return token.serialize();
  }

  @Test
  void aSpoiledTokenIsRefusedOrIsStillTheSame() throws Exception {
    String good = signed(CLAIMS);
    assertThat(verifier.verify(good)).isInstanceOf(Verification.Valid.class);
    Fuzz.attempts(
        3_000,
        random -> {
          // The last bits of the signature may differ, and it is the same signature still.
          if (verifier.verify(spoiled(random, good)) instanceof Verification.Valid(Caller caller)) {
            assertThat(caller.userId()).isEqualTo(7);
            assertThat(caller.nickname()).isEqualTo("mina");
          }
        });
  }

  private static String spoiled(SplittableRandom random, String good) {
    String[] parts = good.split("\\.");
    switch (random.nextInt(5)) {
      case 0 -> parts[0] = encoded(JsonMutations.of(random, decoded(parts[0])));
      case 1 -> parts[1] = encoded(JsonMutations.of(random, decoded(parts[1])));
      case 2 -> parts[2] = encoded(Mutations.of(random, decoded(parts[2])));
      case 3 -> parts[random.nextInt(3)] = OddValues.text(random);
      default -> {
        return Mutations.of(random, good);
      }
    }
    return String.join(".", parts);
  }

  @Test
  void thereIsAVerdictOnWhateverWasSigned() {
    Fuzz.attempts(
        800,
        random -> {
          byte[] claims = JsonMutations.of(random, CLAIMS.getBytes(StandardCharsets.UTF_8));
          Verification verdict =
              verifier.verify(signed(new String(claims, StandardCharsets.UTF_8)));
          if (verdict instanceof Verification.Valid(Caller caller)) {
            assertThat(caller.userId()).isPositive();
            assertThat(caller.expiresAt()).isAfter(NOW);
          }
        });
  }

  @Test
  void theHeaderIsReadOrRefused() throws Exception {
    BearerTokens tokens = new BearerTokens(verifier);
    String good = "Bearer " + signed(CLAIMS);
    Fuzz.attempts(
        2_000,
        random -> {
          String header =
              random.nextInt(4) == 0 ? OddValues.text(random) : Mutations.of(random, good);
          try {
            assertThat(tokens.caller(header)).isNotNull();
          } catch (ApiException refused) {
            assertThat(refused.code().status()).isEqualTo(401);
          }
        });
  }

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
