package com.neighborbid.common.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.auth.KeySource.Lookup;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A signature that was checked once is not checked again, and everything else is.
class TokenVerifierTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  private final Map<String, Lookup> keys = new HashMap<>();
  private Instant now = NOW;
  private final InstantSource time = () -> now;
  private final EndedSignIns ended = new EndedSignIns(Duration.ofMinutes(20));
  private final TokenVerifier verifier =
      new TokenVerifier(
          id -> keys.getOrDefault(id, new Lookup.Unknown()), ended, time.withZone(ZoneOffset.UTC));
  private ECKey pair;

  @BeforeEach
  void oneKey() throws Exception {
    pair = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    keys.put("k1", new Lookup.Found(pair.toECPublicKey()));
  }

  private String token() throws Exception {
    return token(null);
  }

  private String token(Object memberSince) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(),
            new JWTClaimsSet.Builder()
                .issuer(TokenVerifier.ISSUER)
                .subject("7")
                .claim("username", "mina")
                .claim("nickname", "mina")
                .claim("sid", "s-1")
                .claim("member_since", memberSince)
                .expirationTime(Date.from(NOW.plus(Duration.ofMinutes(15))))
                .build());
    token.sign(new ECDSASigner(pair));
    return token.serialize();
  }

  private void isGood(String token) {
    assertThat(verifier.verify(token))
        .isInstanceOfSatisfying(
            Verification.Valid.class, valid -> assertThat(valid.caller().userId()).isEqualTo(7));
  }

  @Test
  void aGoodTokenStaysGood() throws Exception {
    String token = token();
    isGood(token);
    isGood(token);
  }

  @Test
  void aTokenSaysSinceWhenTheAccountExistsOrNothing() throws Exception {
    assertThat(memberSince(token(NOW.getEpochSecond()))).isEqualTo(NOW);
    assertThat(memberSince(token())).isNull();
    assertThat(verifier.verify(token("long ago"))).isInstanceOf(Verification.Invalid.class);
  }

  private Instant memberSince(String token) {
    return ((Verification.Valid) verifier.verify(token)).caller().memberSince();
  }

  @Test
  void aKnownTokenExpires() throws Exception {
    String token = token();
    isGood(token);
    now = NOW.plus(Duration.ofMinutes(15));
    assertThat(verifier.verify(token)).isEqualTo(new Verification.Invalid("expired"));
  }

  @Test
  void aKnownTokenFallsWithItsKey() throws Exception {
    String token = token();
    isGood(token);
    keys.remove("k1");
    assertThat(verifier.verify(token)).isEqualTo(new Verification.Invalid("unknown key"));
  }

  @Test
  void aKnownTokenIsCheckedWithANewKeyOfTheSameName() throws Exception {
    String token = token();
    isGood(token);
    ECKey other = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    keys.put("k1", new Lookup.Found(other.toECPublicKey()));
    assertThat(verifier.verify(token)).isEqualTo(new Verification.Invalid("signature"));
  }

  @Test
  void aKnownTokenFallsWithItsSignIn() throws Exception {
    String token = token();
    isGood(token);
    ended.heard("s-2");
    isGood(token);
    ended.heard("s-1");
    assertThat(verifier.verify(token)).isEqualTo(new Verification.Invalid("signed out"));
  }

  /// The library throws a NullPointerException at this header: any address with it was answered
  /// with 500, and a socket waited for its verdict for ever.
  @Test
  void aTokenWhoseHeaderIsNullIsNone() {
    assertThat(verifier.verify("bnVsbA.e30.AAAA")).isInstanceOf(Verification.Invalid.class);
  }

  @Test
  void aChangedTokenIsNotTheKnownOne() throws Exception {
    String token = token();
    isGood(token);
    String changed = token.substring(0, token.length() - 8) + "AAAAAAAA";
    assertThat(verifier.verify(changed)).isInstanceOf(Verification.Invalid.class);
  }
}
