package com.neighborbid.common.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.neighborbid.common.auth.KeySource.Lookup;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns an access token into the [Caller] it speaks for.
///
/// Only ES256 with a known `kid` is accepted; the algorithm is never taken from the token. A
/// signature that was found good is remembered, since checking it costs more than all the rest of a
/// request; its key, its expiry and its sign-in are looked at each time. Safe for use by many
/// threads.
public final class TokenVerifier {
  public static final String ISSUER = "neighborbid";

  /// The claim that says when the account was made, in seconds since the epoch.
  public static final String MEMBER_SINCE = "member_since";

  private static final int LONGEST_TOKEN = 4096;
  private static final int MOST_REMEMBERED = 10_000;

  private final KeySource keys;
  private final EndedSignIns endedSignIns;
  private final Clock clock;
  private final Cache<String, Good> remembered =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

  /// What a token said, and the key that its signature was checked with.
  private record Good(String keyId, ECPublicKey key, Caller caller) {}

  public TokenVerifier(KeySource keys, EndedSignIns endedSignIns, Clock clock) {
    this.keys = keys;
    this.endedSignIns = endedSignIns;
    this.clock = clock;
  }

  /// Checks in this order: shape, algorithm, key, signature, issuer, time, claims, sign-in.
  public Verification verify(String token) {
    if (token.length() > LONGEST_TOKEN) {
      return new Verification.Invalid("too long");
    }
    Good good = remembered.getIfPresent(token);
    if (good != null && stillCounts(good)) {
      return new Verification.Valid(good.caller());
    }
    SignedJWT parsed;
    try {
      parsed = SignedJWT.parse(token);
    } catch (ParseException | RuntimeException _) {
      // The library does not foresee every header: one that is `null` is a NullPointerException.
      return new Verification.Invalid("not a token");
    }
    try {
      return verify(parsed);
    } catch (ParseException | JOSEException | IllegalArgumentException _) {
      return new Verification.Invalid("not a token");
    }
  }

  private boolean stillCounts(Good good) {
    return clock.instant().isBefore(good.caller().expiresAt())
        && !endedSignIns.isEnded(good.caller().signIn())
        && keys.find(good.keyId()) instanceof Lookup.Found(ECPublicKey key)
        && key.equals(good.key());
  }

  private Verification verify(SignedJWT token) throws ParseException, JOSEException {
    if (!JWSAlgorithm.ES256.equals(token.getHeader().getAlgorithm())) {
      return new Verification.Invalid("algorithm");
    }
    String keyId = token.getHeader().getKeyID();
    if (keyId == null || keyId.isEmpty()) {
      return new Verification.Invalid("no key id");
    }
    return switch (keys.find(keyId)) {
      case Lookup.Found(ECPublicKey key) -> {
        Verification verification = verify(token, key);
        if (verification instanceof Verification.Valid(Caller caller)) {
          remembered.put(token.serialize(), new Good(keyId, key, caller));
        }
        yield verification;
      }
      case Lookup.Unknown() -> new Verification.Invalid("unknown key");
      case Lookup.Unavailable() -> new Verification.KeysUnavailable();
    };
  }

  private Verification verify(SignedJWT token, ECPublicKey key)
      throws ParseException, JOSEException {
    if (!token.verify(new ECDSAVerifier(key))) {
      return new Verification.Invalid("signature");
    }
    JWTClaimsSet claims = token.getJWTClaimsSet();
    if (!ISSUER.equals(claims.getIssuer())) {
      return new Verification.Invalid("issuer");
    }
    Date expires = claims.getExpirationTime();
    if (expires == null || !clock.instant().isBefore(expires.toInstant())) {
      return new Verification.Invalid("expired");
    }
    return caller(claims, expires.toInstant());
  }

  private Verification caller(JWTClaimsSet claims, Instant expiresAt) throws ParseException {
    long userId = userId(claims.getSubject());
    String username = claims.getStringClaim("username");
    String nickname = claims.getStringClaim("nickname");
    if (userId <= 0 || username == null || nickname == null) {
      return new Verification.Invalid("claims");
    }
    String signIn = claims.getStringClaim("sid");
    if (endedSignIns.isEnded(signIn)) {
      return new Verification.Invalid("signed out");
    }
    List<String> roles = claims.getStringListClaim("roles");
    if (roles != null && roles.contains(null)) {
      return new Verification.Invalid("claims");
    }
    Set<String> known = roles == null ? Set.of() : Set.copyOf(roles);
    Date since = claims.getDateClaim(MEMBER_SINCE);
    return new Verification.Valid(
        new Caller(
            userId,
            username,
            nickname,
            known,
            expiresAt,
            signIn,
            since == null ? null : since.toInstant()));
  }

  private static long userId(@Nullable String subject) {
    return subject == null ? 0 : Long.parseLong(subject);
  }
}
