package com.neighborbid.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.user.Api;
import com.neighborbid.user.Api.Answer;
import com.neighborbid.user.UserServiceBase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileIT extends UserServiceBase {
  @Test
  void everybodySeesThePublicProfileWithoutTheEmailAddress() {
    Answer me = api.signUp(Api.newName()).is(201);
    long id = me.body().path("user").path("id").asLong();
    api.patchMe(
            me.text("accessToken"),
            "{\"email\":\"secret@example.org\",\"password\":\"correct horse\"}")
        .is(200);
    Answer seen = api.get("/api/users/" + id).is(200);
    assertThat(fieldNames(seen))
        .containsExactlyInAnyOrder(
            "id", "username", "nickname", "region", "reputation", "reviewCount", "memberSince");
    assertThat(seen.raw().body()).doesNotContain("secret");
  }

  @Test
  void aPatchChangesWhatIsThereAndLeavesTheRest() {
    String token = api.signUp(Api.newName()).is(201).text("accessToken");
    Answer first =
        api.patchMe(
                token,
                "{\"nickname\":\"준\",\"region\":\"KR/11\",\"email\":\"a@b.kr\",\"password\":\"correct horse\"}")
            .is(200);
    assertThat(first.text("nickname")).isEqualTo("준");
    Answer second = api.patchMe(token, "{\"nickname\":\"joon\"}").is(200);
    assertThat(second.text("nickname")).isEqualTo("joon");
    assertThat(second.text("region")).isEqualTo("KR/11");
    assertThat(second.text("email")).isEqualTo("a@b.kr");
    Answer third =
        api.patchMe(token, "{\"region\":null,\"email\":null,\"password\":\"correct horse\"}")
            .is(200);
    assertThat(third.body().path("region").isNull()).isTrue();
    assertThat(third.body().path("email").isNull()).isTrue();
    assertThat(me(token).is(200).body()).isEqualTo(third.body());
    assertThat(api.patchMe(token, "{}").is(200).body()).isEqualTo(third.body());
  }

  /// Regression: a stolen access token was enough to have the link for a new password sent to
  /// oneself.
  @Test
  void anotherEmailAddressNeedsThePassword() {
    String token = api.signUp(Api.newName()).is(201).text("accessToken");
    String mine = "\"email\":\"mine@example.org\"";
    Answer me = api.patchMe(token, "{" + mine + ",\"password\":\"" + Api.PASSWORD + "\"}").is(200);
    for (String email : new String[] {"\"thief@example.org\"", "null"}) {
      api.patchMe(token, "{\"email\":" + email + "}")
          .isProblem(400, "VALIDATION_FAILED")
          .names("password");
      api.patchMe(token, "{\"nickname\":\"x\",\"email\":" + email + ",\"password\":\"wrong one\"}")
          .isProblem(400, "VALIDATION_FAILED")
          .names("password");
      api.patchMe(token, "{\"email\":" + email + ",\"password\":5}")
          .isProblem(400, "MALFORMED_REQUEST")
          .names("password");
    }
    assertThat(me(token).is(200).body()).isEqualTo(me.body());
    api.patchMe(token, "{\"nickname\":\"free\",\"region\":null}").is(200);
    api.patchMe(token, "{" + mine + "}").is(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"nickname\":null}    | VALIDATION_FAILED | nickname",
        "{\"nickname\":\"\"}    | VALIDATION_FAILED | nickname",
        "{\"nickname\":5}       | MALFORMED_REQUEST | nickname",
        "{\"email\":\"x\"}      | VALIDATION_FAILED | email",
        "{\"region\":\"a b\"}   | VALIDATION_FAILED | region",
        "{\"region\":[\"a\"]}   | MALFORMED_REQUEST | region",
      })
  void aBadPatchNamesTheFieldAndChangesNothing(String patch, String code, String field) {
    Answer before = api.signUp(Api.newName()).is(201);
    String token = before.text("accessToken");
    api.patchMe(token, patch).isProblem(400, code).names(field);
    assertThat(me(token).is(200).body()).isEqualTo(before.body().path("user"));
  }

  @Test
  void whatIsNotInTheContractCannotBeChanged() {
    Answer before = api.signUp(Api.newName()).is(201);
    String token = before.text("accessToken");
    api.patchMe(token, "{\"username\":\"other\",\"reputation\":100,\"id\":1,\"admin\":true}")
        .is(200);
    assertThat(me(token).body()).isEqualTo(before.body().path("user"));
  }

  @Test
  void withoutATokenThereIsNoMeAndTheBodyIsNotLookedAt() {
    api.get("/api/users/me").isProblem(401, "UNAUTHORIZED");
    api.json("PATCH", "/api/users/me", "{").isProblem(401, "UNAUTHORIZED");
    api.get("/api/users/me", "Authorization", "Basic YTpi").isProblem(401, "UNAUTHORIZED");
    api.get("/api/users/me", "Authorization", "Bearer").isProblem(401, "UNAUTHORIZED");
    api.get("/api/users/me", "Authorization", "Bearer a.b.c").isProblem(401, "UNAUTHORIZED");
  }

  @Test
  void reputationIsTheMeanRatingTimesTwenty() {
    Answer me = api.signUp(Api.newName()).is(201);
    long id = me.body().path("user").path("id").asLong();
    jdbc.sql("UPDATE users SET rating_sum = 13, rating_count = 3 WHERE id = :id")
        .param("id", id)
        .update();
    Answer seen = api.get("/api/users/" + id).is(200);
    assertThat(seen.body().path("reputation").asInt()).isEqualTo(87);
    assertThat(seen.body().path("reviewCount").asInt()).isEqualTo(3);
  }

  private Answer me(String token) {
    return api.get("/api/users/me", "Authorization", "Bearer " + token);
  }

  private static List<String> fieldNames(Answer answer) {
    List<String> names = new ArrayList<>();
    answer.body().fieldNames().forEachRemaining(names::add);
    return names;
  }
}
