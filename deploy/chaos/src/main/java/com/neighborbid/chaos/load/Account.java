package com.neighborbid.chaos.load;

import com.neighborbid.systemtests.audit.RecordedAnswers;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import com.neighborbid.systemtests.client.RestClient;
import java.time.Duration;
import java.util.Map;

/// Somebody whose access token is renewed before it ends.
public final class Account {
  private static final Duration FRESH = Duration.ofMinutes(8);
  private static final int OK = 200;

  private final RecordedAnswers answers;
  private final RestClient rest;
  private Person person;
  private long signedInAt = System.nanoTime();

  private Account(RestClient rest, RecordedAnswers answers, Person person) {
    this.rest = rest;
    this.answers = answers;
    this.person = person;
  }

  /// Makes an account.
  public static Account signUp(RestClient rest, RecordedAnswers answers, String name) {
    return new Account(rest, answers, Person.signUp(rest, answers, name));
  }

  public long id() {
    return person().id();
  }

  public String name() {
    return person().nickname();
  }

  /// The person with a token that is good for some minutes, if he could sign in again.
  public synchronized Person person() {
    if (System.nanoTime() - signedInAt > FRESH.toNanos()) {
      signIn();
    }
    return person;
  }

  /// The same person at another address.
  Person at(RestClient other) {
    Person now = person();
    return new Person(now.id(), now.nickname(), now.token(), other, answers);
  }

  private void signIn() {
    String name = person.nickname();
    Result result =
        Result.of(
            "sign-in",
            () ->
                rest.post(
                    "/api/auth/login",
                    null,
                    Map.of("username", name, "password", "password of " + name)));
    if (result.status() == OK) {
      Reply reply = result.reply().orElseThrow();
      person = new Person(person.id(), name, reply.text("accessToken"), rest, answers);
      signedInAt = System.nanoTime();
    }
  }
}
