package com.neighborbid.user.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.user.Api;
import com.neighborbid.user.Api.Answer;
import com.neighborbid.user.Person;
import com.neighborbid.user.UserServiceBase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignInsIT extends UserServiceBase {
  private static final String LIST = "/api/users/me/sign-ins";

  @Test
  void oneSeesWhereOneIsSignedInAndWithWhat() {
    Person person = Person.signUp(api);
    api.logIn(person.username(), Api.PASSWORD, "User-Agent", "Phone\t1").is(200);
    List<JsonNode> found = items(person.get(LIST).is(200));
    assertThat(found).extracting(item -> item.path("device").asText()).contains("Phone1");
    assertThat(found).hasSize(2).allMatch(item -> item.path("lastUsedAt").isTextual());
    assertThat(items(Person.signUp(api).get(LIST).is(200))).hasSize(1);
  }

  @Test
  void aSignInMovesUpWhenItIsUsed() {
    Person person = Person.signUp(api);
    String first = items(person.get(LIST)).getFirst().path("id").asText();
    api.logIn(person.username(), Api.PASSWORD).is(200);
    assertThat(items(person.get(LIST)).getLast().path("id").asText()).isEqualTo(first);
    api.refresh(person.refreshToken()).is(200);
    assertThat(items(person.get(LIST)).getFirst().path("id").asText()).isEqualTo(first);
  }

  @Test
  void oneEndsASignInElsewhere() {
    Person person = Person.signUp(api);
    Person lost = Person.of(api, api.logIn(person.username(), Api.PASSWORD).is(200));
    String id = items(person.get(LIST)).getFirst().path("id").asText();
    person.delete(LIST + "/" + id).is(204);
    person.delete(LIST + "/" + id).is(204);
    api.refresh(lost.refreshToken()).isProblem(401, "UNAUTHORIZED");
    api.refresh(person.refreshToken()).is(200);
    assertThat(items(person.get(LIST))).hasSize(1);
  }

  @Test
  void oneEndsAllSignIns() {
    Person person = Person.signUp(api);
    Person second = Person.of(api, api.logIn(person.username(), Api.PASSWORD).is(200));
    person.delete(LIST).is(204);
    api.refresh(person.refreshToken()).isProblem(401, "UNAUTHORIZED");
    api.refresh(second.refreshToken()).isProblem(401, "UNAUTHORIZED");
    api.logIn(person.username(), Api.PASSWORD).is(200);
  }

  @Test
  void nobodyEndsWhatIsNotHis() {
    Person person = Person.signUp(api);
    Person stranger = Person.signUp(api);
    String id = items(person.get(LIST)).getFirst().path("id").asText();
    stranger.delete(LIST + "/" + id).isProblem(404, "NOT_FOUND");
    api.refresh(person.refreshToken()).is(200);
    stranger.delete(LIST + "/" + UUID.randomUUID()).isProblem(404, "NOT_FOUND");
    stranger.delete(LIST + "/x").isProblem(400, "MALFORMED_REQUEST").names("id");
    api.get(LIST).isProblem(401, "UNAUTHORIZED");
  }

  @Test
  void theListComesInPages() {
    Person person = Person.signUp(api);
    for (int i = 0; i < 4; i++) {
      api.logIn(person.username(), Api.PASSWORD).is(200);
    }
    List<String> ids = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < 3; page++) {
      Answer answer = person.get(LIST + "?limit=2" + cursor).is(200);
      items(answer).forEach(item -> ids.add(item.path("id").asText()));
      cursor = "&cursor=" + answer.text("nextCursor");
    }
    assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    person.get(LIST + "?limit=101").isProblem(400, "VALIDATION_FAILED").names("limit");
    person.get(LIST + "?cursor=eHl6").isProblem(400, "VALIDATION_FAILED").names("cursor");
  }

  private static List<JsonNode> items(Answer answer) {
    List<JsonNode> items = new ArrayList<>();
    answer.body().path("items").forEach(items::add);
    return items;
  }
}
