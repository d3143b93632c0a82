package com.neighborbid.user.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.user.Api;
import com.neighborbid.user.Api.Answer;
import com.neighborbid.user.UserServiceBase;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties = {
      "neighborbid.user.login-limit.per-account=2",
      "neighborbid.user.login-limit.per-account-anywhere=3",
      "neighborbid.user.login-limit.per-address=6"
    })
class LoginLimitIT extends UserServiceBase {
  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  @Test
  void anAccountWaitsAfterTooManyWrongPasswordsEvenForTheRightOne() {
    String name = Api.newName();
    api.signUp(name).is(201);
    for (int i = 0; i < 3; i++) {
      wrong(name, address()).isProblem(401, "UNAUTHORIZED");
    }
    Answer refused = api.logIn(name, Api.PASSWORD, "X-Forwarded-For", address());
    refused.isProblem(429, "TOO_MANY_REQUESTS");
    assertThat(refused.raw().headers().firstValueAsLong("Retry-After").orElse(0))
        .isBetween(880L, 900L);
  }

  /// Once ten wrong passwords from anywhere kept the owner out for a quarter of an hour.
  @Test
  void whoGuessesFromOneAddressKeepsOutHimselfOnly() {
    String name = Api.newName();
    api.signUp(name).is(201);
    String guesser = address();
    for (int i = 0; i < 2; i++) {
      wrong(name, guesser).isProblem(401, "UNAUTHORIZED");
    }
    for (int i = 0; i < 5; i++) {
      wrong(name, guesser).isProblem(429, "TOO_MANY_REQUESTS");
    }
    api.logIn(name, Api.PASSWORD, "X-Forwarded-For", guesser).isProblem(429, "TOO_MANY_REQUESTS");
    api.logIn(name, Api.PASSWORD, "X-Forwarded-For", address()).is(200);
  }

  /// A name made up of an account and an address was once counted as that account from there.
  @Test
  void aNameThatCannotBeKeepsNobodyOut() {
    String name = Api.newName();
    api.signUp(name).is(201);
    String home = address();
    for (int i = 0; i < 2; i++) {
      wrong(name + " from address " + home, address()).isProblem(401, "UNAUTHORIZED");
    }
    api.logIn(name, Api.PASSWORD, "X-Forwarded-For", home).is(200);
  }

  @Test
  void aNameThatDoesNotExistIsLimitedAlike() {
    String name = "ghost-" + Api.newName();
    for (int i = 0; i < 3; i++) {
      wrong(name, address()).isProblem(401, "UNAUTHORIZED");
    }
    wrong(name, address()).isProblem(429, "TOO_MANY_REQUESTS");
  }

  @Test
  void anAddressWaitsAfterTooManyWrongPasswordsForWhateverNames() {
    String address = address();
    for (int i = 0; i < 6; i++) {
      wrong(Api.newName(), address).isProblem(401, "UNAUTHORIZED");
    }
    wrong(Api.newName(), address).isProblem(429, "TOO_MANY_REQUESTS");
    wrong(Api.newName(), "1.2.3.4, " + address).isProblem(429, "TOO_MANY_REQUESTS");
    wrong(Api.newName(), address + ", " + address()).isProblem(401, "UNAUTHORIZED");
  }

  @Test
  void signingInIsNeverLimited() {
    String name = Api.newName();
    api.signUp(name).is(201);
    String address = address();
    for (int i = 0; i < 10; i++) {
      api.logIn(name, Api.PASSWORD, "X-Forwarded-For", address).is(200);
    }
  }

  @Test
  void manyAttemptsAtOnceGetNoMoreGuesses() throws Exception {
    String name = Api.newName();
    api.signUp(name).is(201);
    AtomicInteger guesses = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        var _ =
            threads.submit(
                () -> {
                  if (wrong(name, address()).status() == 401) {
                    guesses.incrementAndGet();
                  }
                });
      }
    }
    assertThat(guesses).hasValue(3);
  }

  private Answer wrong(String name, String address) {
    return api.logIn(name, "wrong password", "X-Forwarded-For", address);
  }

  private static String address() {
    return "203.0.113." + ADDRESSES.incrementAndGet();
  }
}
