package com.neighborbid.systemtests;

import com.neighborbid.servers.PostgresServer;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/// A key that signs access tokens: the system's own, taken out of its database, or one that it
/// never had.
record SigningKey(ECKey key) {
  static SigningKey of(String userDatabase) {
    try (var connection =
            DriverManager.getConnection(
                userDatabase, PostgresServer.USER, PostgresServer.PASSWORD);
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select jwk from signing_keys where retired_at is null order by created_at desc")) {
      if (!row.next()) {
        throw new IllegalStateException("the system has no signing key");
      }
      return new SigningKey(ECKey.parse(row.getString(1)));
    } catch (SQLException | ParseException e) {
      throw new IllegalStateException("cannot read the signing key", e);
    }
  }

  /// A key that is in no key set, as if it had been deleted.
  static SigningKey deleted() {
    try {
      return new SigningKey(new ECKeyGenerator(Curve.P_256).keyID("deleted").generate());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String token(long userId, String name, Instant expires) {
    return token(userId, name, List.of(), expires);
  }

  String token(long userId, String name, List<String> roles, Instant expires) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer("neighborbid")
            .subject("" + userId)
            .claim("username", name)
            .claim("nickname", name)
            .claim("roles", roles)
            .issueTime(Date.from(expires.minusSeconds(900)))
            .expirationTime(Date.from(expires))
            .jwtID(UUID.randomUUID().toString())
            .build();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }
}
