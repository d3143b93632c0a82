package com.neighborbid.user.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.user.Api;
import com.neighborbid.user.Api.Answer;
import com.neighborbid.user.Person;
import com.neighborbid.user.UserServiceBase;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "neighborbid.user.tokens.keys-max-age=0s")
class KeyRotationIT extends UserServiceBase {
  @Autowired private KeyRotation rotation;
  @Autowired private SigningKeyTable table;

  /// One key, as after the first start, whatever tests before have left.
  @BeforeEach
  void oneKey() {
    jdbc.sql(
            """
            DELETE FROM signing_keys WHERE key_id <> (SELECT key_id FROM signing_keys
              WHERE retired_at IS NULL OR retired_at > now() ORDER BY created_at LIMIT 1)
            """)
        .update();
    jdbc.sql("UPDATE signing_keys SET retired_at = NULL, verify_until = NULL, signs_from = NULL")
        .update();
  }

  @Test
  void aYoungKeyStays() {
    rotation.rotateIfDue();
    assertThat(published()).hasSize(1);
  }

  @Test
  void aDueKeyIsFollowedByOneThatIsPublishedBeforeItSigns() throws Exception {
    Person person = Person.signUp(api);
    String old = keyOf(person.token());
    age("created_at = now() - interval '31 days'");
    rotation.rotateIfDue();
    rotation.rotateIfDue();
    assertThat(published()).hasSize(2).contains(old);
    assertThat(keyOf(tokens(person))).isEqualTo(old);

    letTheNextKeySign();
    Person later = Person.of(api, api.logIn(person.username(), Api.PASSWORD).is(200));
    assertThat(keyOf(later.token())).isNotEqualTo(old);
    person.me().is(200);
    later.me().is(200);
    rotation.rotateIfDue();
    assertThat(published()).hasSize(2);

    jdbc.sql(
            "UPDATE signing_keys SET verify_until = now() - interval '1 s' WHERE retired_at IS NOT NULL")
        .update();
    rotation.rotateIfDue();
    assertThat(published()).containsExactly(keyOf(later.token()));
    assertThat(table.all()).hasSize(1);
    later.me().is(200);
  }

  @Test
  void theOldKeyCountsUntilItsLastTokenHasExpired() {
    age("created_at = now() - interval '31 days'");
    rotation.rotateIfDue();
    assertThat(
            jdbc.sql(
                    """
                    SELECT old.retired_at = next.signs_from
                      AND old.verify_until >= next.signs_from + interval '15 minutes'
                      AND next.signs_from > now() + interval '30 minutes'
                    FROM signing_keys old, signing_keys next
                    WHERE old.retired_at IS NOT NULL AND next.retired_at IS NULL
                    """)
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void anAdminRotatesNowAndThatIsInTheAuditTrail() {
    Person admin = admin();
    Answer answer = admin.post("/api/admin/signing-keys/rotate", Map.of()).is(200);
    assertThat(answer.body().path("items")).hasSize(2);
    assertThat(answer.raw().body()).doesNotContain("\"d\"");
    assertThat(admin.post("/api/admin/signing-keys/rotate", Map.of()).body().path("items"))
        .hasSize(2);
    Answer trail = admin.get("/api/admin/audit?targetType=signing-key&adminId=" + admin.id());
    assertThat(trail.is(200).body().path("items")).hasSize(1);
    admin.me().is(200);
    assertThat(admin.get("/api/admin/signing-keys").is(200).body().path("items")).hasSize(2);
    for (Person nobody : List.of(Person.signUp(api))) {
      nobody.post("/api/admin/signing-keys/rotate", Map.of()).isProblem(403, "FORBIDDEN");
      nobody.get("/api/admin/signing-keys").isProblem(403, "FORBIDDEN");
    }
    api.get("/api/admin/signing-keys").isProblem(401, "UNAUTHORIZED");
  }

  private void letTheNextKeySign() {
    age("created_at = created_at - interval '2 hours'");
    age("signs_from = signs_from - interval '2 hours' WHERE signs_from IS NOT NULL");
    age("retired_at = retired_at - interval '2 hours' WHERE retired_at IS NOT NULL");
  }

  private void age(String change) {
    jdbc.sql("UPDATE signing_keys SET " + change).update();
  }

  private String tokens(Person person) {
    return api.logIn(person.username(), Api.PASSWORD).is(200).text("accessToken");
  }

  private List<String> published() {
    JsonNode keys = api.get("/.well-known/jwks.json").is(200).body().path("keys");
    return keys.findValuesAsText("kid");
  }

  private static String keyOf(String token) throws Exception {
    return SignedJWT.parse(token).getHeader().getKeyID();
  }
}
