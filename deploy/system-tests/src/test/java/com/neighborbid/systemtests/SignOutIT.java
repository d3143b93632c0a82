package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.assertRefused;
import static com.neighborbid.systemtests.NeighborBid.eventually;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.systemtests.client.Message;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import com.neighborbid.systemtests.client.Seat;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Signing out, through the gateway and on all services.
@ExtendWith(NeighborBid.Extension.class)
class SignOutIT {
  private static final Duration A_MOMENT = Duration.ofSeconds(10);

  private final NeighborBid system;

  SignOutIT(NeighborBid system) {
    this.system = system;
  }

  @Test
  void endsTheSocketsAndTheTokensOfThatSignInOnly() {
    long id = list(system.person("seller"), listing(Duration.ofMinutes(10)));
    Person laptop = system.rich("mina", 100_000);
    Map<String, String> password =
        Map.of("username", laptop.nickname(), "password", "password of " + laptop.nickname());
    Reply login = system.rest().post("/api/auth/login", null, password);
    Person phone =
        new Person(
            laptop.id(),
            laptop.nickname(),
            login.text("accessToken"),
            system.rest(),
            system.answers());
    try (Seat onLaptop = laptop.enter(id);
        Seat onPhone = phone.enter(id)) {
      onLaptop.await(m -> m.is("snapshot"));
      Message received = onPhone.await(m -> m.is("snapshot"));
      assertThat(received.number("amount")).isZero();
      assertThat(phone.bid(id, 10_000).status()).isEqualTo(201);

      Map<String, String> token = Map.of("refreshToken", login.text("refreshToken"));
      assertThat(system.rest().post("/api/auth/logout", null, token).status()).isEqualTo(204);

      assertThat(onPhone.socket().awaitClose(A_MOMENT)).isEqualTo(4401);
      // Each service hears of it within half a second, by itself.
      for (String path : new String[] {"/api/wallet", "/api/users/me", "/api/me/bids"}) {
        Reply _ = eventually(A_MOMENT, () -> phone.get(path), reply -> reply.status() == 401);
      }
      assertRefused(phone.bid(id, 20_000), 401, "UNAUTHORIZED");
      try (Seat again = phone.enter(id)) {
        assertThat(again.socket().awaitClose(A_MOMENT)).isEqualTo(4401);
      }
      assertThat(onLaptop.socket().isOpen()).isTrue();
      assertThat(laptop.bid(id, 20_000).status()).isEqualTo(201);
      String name = onLaptop.bidUpTo(30_000, 50_000);
      assertThat(onLaptop.outcome(name).text("status")).isEqualTo("ACCEPTED");
    }
  }
}
