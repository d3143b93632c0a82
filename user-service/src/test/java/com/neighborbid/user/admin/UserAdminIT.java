package com.neighborbid.user.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.common.audit.AuditTrail;
import com.neighborbid.common.contract.user.v1.UserEvent.UserReinstated;
import com.neighborbid.common.contract.user.v1.UserEvent.UserSuspended;
import com.neighborbid.servers.TestServers;
import com.neighborbid.user.Api;
import com.neighborbid.user.Api.Answer;
import com.neighborbid.user.Person;
import com.neighborbid.user.UserServiceBase;
import com.neighborbid.user.account.AccountStanding;
import com.neighborbid.user.account.Accounts;
import com.neighborbid.user.outbox.UserEventLog;
import com.neighborbid.user.signin.Passwords;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

class UserAdminIT extends UserServiceBase {
  @Autowired private Accounts accounts;
  @Autowired private AccountStanding standing;
  @Autowired private AuditTrail trail;
  @Autowired private Passwords passwords;
  @Autowired private TransactionTemplate transactions;

  @Test
  void aSuspendedPersonIsSignedOutUntilReinstated() {
    Person admin = admin();
    Person person = Person.signUp(api);
    Answer answer = admin.post(path(person, "/suspend"), Map.of("reason", "spam")).is(200);
    assertThat(answer.text("status")).isEqualTo("SUSPENDED");
    api.refresh(person.refreshToken()).isProblem(401, "UNAUTHORIZED");
    api.logIn(person.username(), Api.PASSWORD).isProblem(403, "ACCOUNT_SUSPENDED");
    admin.post(path(person, "/suspend"), Map.of("reason", "again")).is(200);
    admin.post(path(person, "/unsuspend"), Map.of()).is(200);
    api.logIn(person.username(), Api.PASSWORD).is(200);

    Answer audit = admin.get("/api/admin/audit?targetType=user&targetId=" + person.id()).is(200);
    assertThat(audit.body().findValuesAsText("action"))
        .containsExactly("user.reinstate", "user.suspend");
    assertThat(audit.body().path("items").path(1).path("reason").asText()).isEqualTo("spam");
    assertThat(audit.body().path("items").path(1).path("adminId").asLong()).isEqualTo(admin.id());
    try (UserEventLog log = new UserEventLog(TestServers.kafkaBootstrap())) {
      assertThat(log.awaitEvents(person.id(), 3).stream().map(seen -> seen.event()).toList())
          .hasAtLeastOneElementOfType(UserSuspended.class)
          .last()
          .isInstanceOf(UserReinstated.class);
    }
  }

  @Test
  void theRoleIsInTheNextTokenAndGoneAtOnce() {
    Person admin = admin();
    Person person = Person.signUp(api);
    person.get("/api/admin/audit").isProblem(403, "FORBIDDEN");
    Answer roles = admin.put(path(person, "/roles"), Map.of("roles", List.of("admin"))).is(200);
    assertThat(roles.body().path("roles").path(0).asText()).isEqualTo("admin");
    Person promoted = Person.of(api, api.refresh(person.refreshToken()).is(200));
    promoted.get("/api/admin/audit").is(200);
    admin.put(path(person, "/roles"), Map.of("roles", List.of(), "reason", "left")).is(200);
    promoted.get("/api/admin/audit").isProblem(403, "FORBIDDEN");
  }

  @Test
  void adminsAreSafeFromThemselvesAndFromEachOther() {
    Person admin = admin();
    Person other = admin();
    admin.put(path(admin, "/roles"), Map.of("roles", List.of())).isProblem(403, "FORBIDDEN");
    admin.post(path(admin, "/suspend"), Map.of("reason", "x")).isProblem(403, "FORBIDDEN");
    admin.post(path(other, "/suspend"), Map.of("reason", "x")).isProblem(403, "FORBIDDEN");
    other.get("/api/admin/audit").is(200);
  }

  @Test
  void anAccountIsShownToAdmins() {
    Person admin = admin();
    Person person = Person.signUp(api, "shown@example.org");
    Answer seen = admin.get("/api/admin/users/" + person.id()).is(200);
    assertThat(seen.text("email")).isEqualTo("shown@example.org");
    assertThat(seen.text("status")).isEqualTo("ACTIVE");
    person.get("/api/admin/users/" + admin.id()).isProblem(403, "FORBIDDEN");
    admin.get("/api/admin/users/999999999").isProblem(404, "NOT_FOUND");
  }

  @Test
  void nobodyElseMayAnyOfThis() {
    Person person = Person.signUp(api);
    person.post(path(person, "/suspend"), Map.of("reason", "x")).isProblem(403, "FORBIDDEN");
    person.post(path(person, "/unsuspend"), Map.of()).isProblem(403, "FORBIDDEN");
    person
        .put(path(person, "/roles"), Map.of("roles", List.of("admin")))
        .isProblem(403, "FORBIDDEN");
    api.get("/api/admin/audit").isProblem(401, "UNAUTHORIZED");
    api.post(path(person, "/suspend"), Map.of("reason", "x")).isProblem(401, "UNAUTHORIZED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /suspend   | {}                     | VALIDATION_FAILED | reason",
        "POST | /suspend   | {\"reason\":\" \"}     | VALIDATION_FAILED | reason",
        "POST | /suspend   | {\"reason\":7}         | MALFORMED_REQUEST | reason",
        "POST | /unsuspend | {\"reason\":\"\"}      | VALIDATION_FAILED | reason",
        "PUT  | /roles     | {}                     | VALIDATION_FAILED | roles",
        "PUT  | /roles     | {\"roles\":[\"king\"]} | VALIDATION_FAILED | roles",
        "PUT  | /roles     | {\"roles\":[null]}     | VALIDATION_FAILED | roles",
        "PUT  | /roles     | {\"roles\":\"admin\"}  | MALFORMED_REQUEST | roles",
      })
  void badInputIsNamed(String method, String action, String body, String code, String field) {
    Person admin = admin();
    Person person = Person.signUp(api);
    admin.json(method, path(person, action), body).isProblem(400, code).names(field);
    assertThat(admin.get("/api/admin/users/" + person.id()).text("status")).isEqualTo("ACTIVE");
  }

  @Test
  void theTrailComesInPagesAndChecksItsFilter() {
    Person admin = admin();
    for (int i = 0; i < 3; i++) {
      admin.post(path(Person.signUp(api), "/suspend"), Map.of("reason", "r" + i)).is(200);
    }
    String mine = "/api/admin/audit?adminId=" + admin.id();
    Answer first = admin.get(mine + "&limit=2").is(200);
    assertThat(first.body().findValuesAsText("reason")).containsExactly("r2", "r1");
    Answer second = admin.get(mine + "&limit=2&cursor=" + first.text("nextCursor")).is(200);
    assertThat(second.body().findValuesAsText("reason")).containsExactly("r0");
    admin.get("/api/admin/audit?adminId=x").isProblem(400, "MALFORMED_REQUEST").names("adminId");
    admin
        .get("/api/admin/audit?targetType=" + "x".repeat(65))
        .isProblem(400, "VALIDATION_FAILED")
        .names("targetType");
  }

  @Test
  void theTrailCannotBeChanged() {
    Person admin = admin();
    admin.post(path(Person.signUp(api), "/suspend"), Map.of("reason", "r")).is(200);
    for (String change :
        List.of("UPDATE admin_audit SET reason = 'other'", "DELETE FROM admin_audit")) {
      assertThatThrownBy(() -> jdbc.sql(change).update()).isInstanceOf(DataAccessException.class);
    }
  }

  @Test
  void theConfiguredFirstAdminIsMadeOnce() {
    String name = Api.newName();
    for (int start = 0; start < 2; start++) {
      new FirstAdmin(
              new FirstAdminProperties(name, "a first password"),
              accounts,
              standing,
              trail,
              passwords,
              transactions)
          .ensure();
    }
    Person first = Person.of(api, api.logIn(name, "a first password").is(200));
    Answer audit = first.get("/api/admin/audit?targetType=user&targetId=" + first.id()).is(200);
    assertThat(audit.body().path("items")).hasSize(1);
    assertThat(audit.body().path("items").path(0).path("adminId").isNull()).isTrue();
  }

  @Test
  void whoTookTheNameOfTheFirstAdminBeforeDoesNotBecomeOne() {
    Person person = Person.signUp(api);
    FirstAdminProperties settings = new FirstAdminProperties(person.username(), "a first password");
    new FirstAdmin(settings, accounts, standing, trail, passwords, transactions).ensure();
    assertThat(person.me().body().path("admin").asBoolean(true)).isFalse();
  }

  private static String path(Person person, String action) {
    return "/api/admin/users/" + person.id() + action;
  }
}
