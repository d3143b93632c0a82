package com.neighborbid.user.preference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.user.NewsServiceBase;
import com.neighborbid.user.support.Browser;
import com.neighborbid.user.support.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceIT extends NewsServiceBase {
  private static final String PREFERENCES = "/api/me/notification-preferences";

  @Test
  void theDefaultsFollowUrgency() {
    JsonNode shown = Member.signUp(api).get(PREFERENCES).is(200).body();
    assertThat(shown.path("language").asText()).isEqualTo("en");
    assertThat(shown.path("kinds").path("OUTBID").toString())
        .isEqualTo("{\"email\":true,\"push\":true,\"webhook\":true,\"sms\":false}");
    assertThat(shown.path("kinds").path("QUESTION").toString())
        .isEqualTo("{\"email\":true,\"push\":false,\"webhook\":true,\"sms\":false}");
    assertThat(shown.path("urgent").toString()).contains("OUTBID", "WON").doesNotContain("QUEST");
    assertThat(shown.path("channels").path("email").asBoolean()).isTrue();
    assertThat(shown.path("webhook").isNull()).isTrue();
    assertThat(shown.path("push").path("publicKey").asText()).hasSize(87);
  }

  @Test
  void aPutReplacesAndWhatIsAbsentIsAsByDefault() {
    Member me = Member.signUp(api);
    String wanted =
        "{\"language\":\"ko\",\"phone\":\"+821012345678\","
            + "\"kinds\":{\"OUTBID\":{\"email\":false,\"sms\":true},\"WON\":{\"push\":false}}}";
    JsonNode shown = me.json("PUT", PREFERENCES, wanted).is(200).body();
    assertThat(shown.path("kinds").path("OUTBID").toString())
        .isEqualTo("{\"email\":false,\"push\":true,\"webhook\":true,\"sms\":true}");
    assertThat(me.get(PREFERENCES).body()).isEqualTo(shown);
    // What was answered can be sent back as it is.
    assertThat(me.json("PUT", PREFERENCES, shown.toString()).is(200).body()).isEqualTo(shown);
    JsonNode defaults = me.json("PUT", PREFERENCES, "{}").is(200).body();
    assertThat(defaults.path("phone").isNull()).isTrue();
    assertThat(defaults.path("kinds").path("OUTBID").path("email").asBoolean()).isTrue();
  }

  @Test
  void aWebhooksSecretIsShownOnceAndChangesWithEveryPut() {
    Member me = Member.signUp(api);
    String body = "{\"url\":\"https://example.org/hook?a=b\"}";
    String secret = me.json("PUT", PREFERENCES + "/webhook", body).is(200).text("secret");
    assertThat(secret).startsWith("whsec_").hasSizeGreaterThan(40);
    assertThat(me.get(PREFERENCES).body().path("webhook").toString()).isEqualTo(body);
    assertThat(me.json("PUT", PREFERENCES + "/webhook", body).is(200).text("secret"))
        .isNotEqualTo(secret);
    me.json("DELETE", PREFERENCES + "/webhook", "").is(204);
    me.json("DELETE", PREFERENCES + "/webhook", "").is(204);
    assertThat(me.get(PREFERENCES).body().path("webhook").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"language\":\"de\"}                        | VALIDATION_FAILED | language",
        "{\"language\":1}                             | MALFORMED_REQUEST | language",
        "{\"phone\":\"010-1234\"}                     | VALIDATION_FAILED | phone",
        "{\"kinds\":{\"LOUD\":{\"email\":true}}}      | VALIDATION_FAILED | kinds.LOUD",
        "{\"kinds\":{\"WON\":{\"pigeon\":true}}}      | VALIDATION_FAILED | kinds.WON.pigeon",
        "{\"kinds\":{\"WON\":{\"email\":null}}}       | VALIDATION_FAILED | kinds.WON.email",
        "{\"kinds\":{\"WON\":null}}                   | VALIDATION_FAILED | kinds.WON",
        "{\"kinds\":{\"WON\":{\"email\":\"yes\"}}}    | MALFORMED_REQUEST | kinds.WON.email",
        "{\"kinds\":[]}                               | MALFORMED_REQUEST | kinds",
      })
  void aBadPreferenceIsNamedAndChangesNothing(String body, String code, String field) {
    Member me = Member.signUp(api);
    JsonNode before = me.get(PREFERENCES).body();
    me.json("PUT", PREFERENCES, body).isProblem(400, code).names(field);
    assertThat(me.get(PREFERENCES).body()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"''", "nonsense", "ftp://example.org/", "https://a:b@example.org/", "https:///"})
  void aBadWebhookIsNamed(String url) {
    Member me = Member.signUp(api);
    me.json("PUT", PREFERENCES + "/webhook", "{\"url\":\"" + url + "\"}")
        .isProblem(400, "VALIDATION_FAILED")
        .names("url");
    me.json("PUT", PREFERENCES + "/webhook", "{}").isProblem(400, "VALIDATION_FAILED").names("url");
    assertThat(me.get(PREFERENCES).body().path("webhook").isNull()).isTrue();
  }

  @Test
  void aBadSubscriptionIsNamed() {
    Member me = Member.signUp(api);
    String path = PREFERENCES + "/push-subscriptions";
    me.json("POST", path, "{}")
        .isProblem(400, "VALIDATION_FAILED")
        .names("endpoint", "keys.p256dh", "keys.auth");
    String good = new Browser().subscription("https://push.example.org/a");
    me.json("POST", path, good.replace("\"p256dh\":\"B", "\"p256dh\":\"C"))
        .isProblem(400, "VALIDATION_FAILED")
        .names("keys.p256dh");
    me.json("POST", path, good.replaceAll("\"auth\":\"..", "\"auth\":\""))
        .isProblem(400, "VALIDATION_FAILED")
        .names("keys.auth");
    me.json("POST", path, good.replace("https:", "gopher:"))
        .isProblem(400, "VALIDATION_FAILED")
        .names("endpoint");
    me.json("POST", path, "{\"keys\":7}").isProblem(400, "MALFORMED_REQUEST").names("keys");
    me.json("DELETE", path + "/x", "").isProblem(400, "MALFORMED_REQUEST").names("id");
    assertThat(me.get(PREFERENCES).body().path("push").path("subscriptions").asInt()).isZero();
  }

  @Test
  void nothingIsAnsweredToStrangersNorDeadLettersToOthersThanAdmins() {
    api.get(PREFERENCES).isProblem(401, "UNAUTHORIZED");
    api.json("PUT", PREFERENCES, "{").isProblem(401, "UNAUTHORIZED");
    api.json("PUT", PREFERENCES + "/webhook", "{").isProblem(401, "UNAUTHORIZED");
    api.json("POST", PREFERENCES + "/push-subscriptions", "{").isProblem(401, "UNAUTHORIZED");
    api.get("/api/admin/dead-letters").isProblem(401, "UNAUTHORIZED");
    Member.signUp(api).get("/api/admin/dead-letters").isProblem(403, "FORBIDDEN");
    Member admin = admin();
    admin.get("/api/admin/dead-letters?channel=EMAIL").is(200);
    admin
        .get("/api/admin/dead-letters?channel=PIGEON")
        .isProblem(400, "MALFORMED_REQUEST")
        .names("channel");
    admin.get("/api/admin/dead-letters?limit=0").isProblem(400, "VALIDATION_FAILED").names("limit");
    admin.json("POST", "/api/admin/dead-letters/999999999/resend", "").isProblem(404, "NOT_FOUND");
    admin
        .json("POST", "/api/admin/dead-letters/x/resend", "")
        .isProblem(400, "MALFORMED_REQUEST")
        .names("id");
  }
}
