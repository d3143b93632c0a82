package com.neighborbid.user.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.auth.EndedSignIns;
import com.neighborbid.common.auth.JwksKeySource;
import com.neighborbid.common.auth.TokenVerifier;
import com.neighborbid.common.auth.Verification;
import com.neighborbid.user.Api;
import com.neighborbid.user.Api.Answer;
import com.neighborbid.user.UserServiceBase;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "neighborbid.user.tokens.keys-max-age=0s")
class TokenIT extends UserServiceBase {
  @Autowired private SigningKeyTable table;
  @LocalServerPort private int port;

  @Test
  void otherServicesCanVerifyWithThePublishedKeys() throws Exception {
    Answer me = api.signUp(Api.newName()).is(201);
    TokenVerifier verifier =
        new TokenVerifier(
            new JwksKeySource(
                URI.create("http://127.0.0.1:" + port + "/.well-known/jwks.json"),
                JwksKeySource.Settings.DEFAULT,
                Clock.systemUTC()),
            new EndedSignIns(Duration.ofMinutes(20)),
            Clock.systemUTC());
    assertThat(verifier.verify(me.text("accessToken")))
        .isInstanceOfSatisfying(
            Verification.Valid.class,
            valid -> {
              Caller caller = valid.caller();
              assertThat(caller.userId()).isEqualTo(me.body().path("user").path("id").asLong());
              assertThat(caller.username())
                  .isEqualTo(me.body().path("user").path("username").asText());
              assertThat(caller.roles()).isEmpty();
              assertThat(caller.memberSince())
                  .isBetween(Instant.now().minus(Duration.ofMinutes(2)), Instant.now());
              assertThat(caller.expiresAt())
                  .isBetween(
                      Instant.now().plus(Duration.ofMinutes(14)),
                      Instant.now().plus(Duration.ofMinutes(16)));
            });
  }

  @Test
  void onlyPublicHalvesArePublished() {
    Answer answer = api.get("/.well-known/jwks.json").is(200);
    assertThat(answer.body().path("keys")).isNotEmpty();
    for (JsonNode key : answer.body().path("keys")) {
      assertThat(key.has("d")).isFalse();
      assertThat(key.path("kty").asText()).isEqualTo("EC");
      assertThat(key.path("kid").asText()).isNotBlank();
    }
  }

  @Test
  void aRetiredKeyVerifiesUntilItsEndAndSignsNoMore() throws Exception {
    Answer me = api.signUp(Api.newName()).is(201);
    String old = keyOf(me);
    ECKey next = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    jdbc.sql("INSERT INTO signing_keys (key_id, jwk, created_at) VALUES (:id, :jwk, now())")
        .param("id", next.getKeyID())
        .param("jwk", next.toJSONString())
        .update();
    jdbc.sql("UPDATE signing_keys SET retired_at = now() - interval '1 s' WHERE key_id = :id")
        .param("id", old)
        .update();

    Answer after = api.refresh(me.text("refreshToken")).is(200);
    assertThat(keyOf(after)).isEqualTo(next.getKeyID());
    me(me.text("accessToken")).is(200);
    assertThat(api.get("/.well-known/jwks.json").body().path("keys").findValuesAsText("kid"))
        .contains(old, next.getKeyID());

    jdbc.sql("UPDATE signing_keys SET verify_until = now() - interval '1 s' WHERE key_id = :id")
        .param("id", old)
        .update();
    me(me.text("accessToken")).isProblem(401, "UNAUTHORIZED");
    me(after.text("accessToken")).is(200);
    assertThat(api.get("/.well-known/jwks.json").body().path("keys").findValuesAsText("kid"))
        .doesNotContain(old);
  }

  @Test
  void expiredForeignAndAlteredTokensAreRefused() throws Exception {
    Answer me = api.signUp(Api.newName()).is(201);
    String good = me.text("accessToken");
    ECKey ours =
        table.all().stream()
            .map(SigningKeyTable.StoredKey::pair)
            .filter(key -> key.getKeyID().equals(quietKeyOf(good)))
            .findFirst()
            .orElseThrow();
    JWTClaimsSet claims = SignedJWT.parse(good).getJWTClaimsSet();
    me(sign(ours, claims, builder -> builder)).is(200);

    ECKey foreign = new ECKeyGenerator(Curve.P_256).keyID("foreign").generate();
    ECKey posing = new ECKeyGenerator(Curve.P_256).keyID(ours.getKeyID()).generate();
    Date past = Date.from(Instant.now().minusSeconds(1));
    List<String> bad =
        List.of(
            sign(ours, claims, builder -> builder.expirationTime(past)),
            sign(ours, claims, builder -> builder.expirationTime(null)),
            sign(ours, claims, builder -> builder.issuer("somebody")),
            sign(ours, claims, builder -> builder.subject("x")),
            sign(ours, claims, builder -> builder.subject(null)),
            sign(ours, claims, builder -> builder.claim("username", 5)),
            sign(foreign, claims, builder -> builder),
            sign(posing, claims, builder -> builder),
            good.substring(0, good.lastIndexOf('.') + 1),
            good.substring(0, good.length() - 8) + "AAAAAAAA",
            "eyJhbGciOiJub25lIn0." + good.split("\\.")[1] + ".");
    for (String token : bad) {
      Answer answer = me(token).isProblem(401, "UNAUTHORIZED");
      assertThat(answer.raw().headers().firstValue("WWW-Authenticate").orElse(""))
          .contains("invalid_token");
    }
  }

  private Answer me(String token) {
    return api.get("/api/users/me", "Authorization", "Bearer " + token);
  }

  private static String keyOf(Answer tokens) throws Exception {
    return SignedJWT.parse(tokens.text("accessToken")).getHeader().getKeyID();
  }

  private static String quietKeyOf(String token) {
    try {
      return SignedJWT.parse(token).getHeader().getKeyID();
    } catch (java.text.ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String sign(
      ECKey key, JWTClaimsSet claims, UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
            change.apply(new JWTClaimsSet.Builder(claims)).build());
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }
}
