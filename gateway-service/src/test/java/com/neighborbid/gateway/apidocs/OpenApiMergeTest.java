package com.neighborbid.gateway.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class OpenApiMergeTest {

  private static final String USER =
      """
      {"openapi":"3.1.0","tags":[{"name":"users"}],"security":[{"bearer":[]}],
       "paths":{"/api/users/me":{"get":{"responses":{"200":{"$ref":"#/components/schemas/Item"}}},
                                 "post":{"security":[]}},
                "/internal/users":{"get":{}}},
       "components":{"schemas":{"Item":{"type":"string"},"Same":{"type":"number"}}}}""";
  private static final String WALLET =
      """
      {"openapi":"3.1.0","tags":[{"name":"wallet"},{"name":"users"}],
       "paths":{"/api/wallet":{"get":{"a":[{"$ref":"#/components/schemas/Item"},
                                           {"$ref":"#/components/schemas/Same"}]}}},
       "components":{"schemas":{"Item":{"type":"integer"},"Same":{"type":"number"}},
                     "securitySchemes":{"bearer":{"type":"http"}}}}""";

  private final JsonNode merged =
      new OpenApiMerge("about").add("user", read(USER)).add("wallet", read(WALLET)).document();

  @Test
  void hasThePathsOfAll() {
    assertThat(merged.path("paths").has("/api/users/me")).isTrue();
    assertThat(merged.path("paths").has("/api/wallet")).isTrue();
  }

  @Test
  void leavesOutWhatIsNotPublic() {
    assertThat(merged.path("paths").has("/internal/users")).isFalse();
  }

  @Test
  void renamesWhatTwoServicesNameAlikeAndMeanDifferently() {
    JsonNode schemas = merged.at("/components/schemas");
    assertThat(schemas.at("/Item/type").asText()).isEqualTo("string");
    assertThat(schemas.at("/Item_wallet/type").asText()).isEqualTo("integer");
    assertThat(schemas.has("Same_wallet")).isFalse();
    JsonNode references = merged.path("paths").path("/api/wallet").at("/get/a");
    assertThat(references.at("/0/$ref").asText()).isEqualTo("#/components/schemas/Item_wallet");
    assertThat(references.at("/1/$ref").asText()).isEqualTo("#/components/schemas/Same");
  }

  @Test
  void keepsTheSecurityOfEachService() {
    JsonNode me = merged.path("paths").path("/api/users/me");
    assertThat(me.at("/get/security/0").has("bearer")).isTrue();
    assertThat(me.at("/post/security")).isEmpty();
    assertThat(merged.path("paths").path("/api/wallet").path("get").has("security")).isFalse();
    assertThat(merged.at("/components/securitySchemes").has("bearer")).isTrue();
  }

  @Test
  void namesEachTagOnce() {
    assertThat(merged.path("tags")).hasSize(2);
  }

  private static JsonNode read(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
