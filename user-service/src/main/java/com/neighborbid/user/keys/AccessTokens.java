package com.neighborbid.user.keys;

import com.neighborbid.common.auth.TokenVerifier;
import com.neighborbid.user.account.UserAccount;
import com.neighborbid.user.config.Ids;
import com.neighborbid.user.config.UserProperties;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Makes access tokens: JWT signed with ES256.
@Component
public class AccessTokens {
  private final SigningKeys keys;
  private final Clock clock;
  private final Ids ids;
  private final Duration life;

  AccessTokens(SigningKeys keys, Clock clock, Ids ids, UserProperties properties) {
    this.keys = keys;
    this.clock = clock;
    this.ids = ids;
    this.life = properties.tokens().accessLife();
  }

  /// How long a token made now is good.
  public Duration life() {
    return life;
  }

  /// @param signIn that the token belongs to: it stops to count where that ends
  public String issue(UserAccount user, UUID signIn) {
    ECKey key = keys.signer();
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(TokenVerifier.ISSUER)
            .subject(Long.toString(user.id()))
            .claim("username", user.username())
            .claim("nickname", user.nickname())
            .claim("roles", user.roles())
            .claim("sid", signIn.toString())
            .claim(TokenVerifier.MEMBER_SINCE, user.createdAt().getEpochSecond())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(life)))
            .jwtID(ids.next().toString())
            .build();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign with key " + key.getKeyID(), e);
    }
    return token.serialize();
  }
}
