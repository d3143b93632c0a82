package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.systemtests.client.Message;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Seat;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The chat of a room, through the gateway.
@ExtendWith(NeighborBid.Extension.class)
class ChatIT {
  private final Person seller;
  private final Person mina;
  private final Person joon;
  private final long id;

  ChatIT(NeighborBid system) {
    this.seller = system.person("seller");
    this.mina = system.rich("mina", 50_000);
    this.joon = system.person("joon");
    this.id = list(seller, listing(Duration.ofMinutes(10)));
  }

  private static void say(Seat seat, String text) {
    seat.socket().send(Map.of("action", "chat", "text", text));
  }

  private static Message hears(Seat seat, String text) {
    return seat.await(m -> m.is("chat") && m.text("text").equals(text));
  }

  @Test
  void everybodyInTheRoomHearsWhatIsSaid() {
    try (Seat minas = mina.enter(id);
        Seat joons = joon.enter(id)) {
      minas.await(m -> m.is("snapshot"));
      joons.await(m -> m.is("snapshot"));
      say(minas, "Does it fold?");
      assertThat(hears(joons, "Does it fold?").text("from")).isEqualTo(mina.nickname());
      hears(minas, "Does it fold?");
      minas.bid(10_000);
      Message update = joons.await(m -> m.is("update"));
      say(joons, "Too dear for me");
      hears(minas, "Too dear for me");
      long seq = update.number("seq");
      try (Seat late = seller.enterAgain(id, seq)) {
        hears(late, "Does it fold?");
        hears(late, "Too dear for me");
        assertThat(late.all("snapshot")).isEmpty();
      }
    }
  }

  @Test
  void theSellerTakesAMessageAway() {
    try (Seat minas = mina.enter(id);
        Seat sellers = seller.enter(id)) {
      minas.await(m -> m.is("snapshot"));
      sellers.await(m -> m.is("snapshot"));
      say(minas, "Rude words");
      String messageId = hears(sellers, "Rude words").text("id");
      remove(minas, messageId);
      minas.refusal("FORBIDDEN");
      remove(sellers, messageId);
      assertThat(minas.await(m -> m.is("chat_removed")).text("id")).isEqualTo(messageId);
      say(minas, "Sorry");
      try (Seat late = joon.enter(id)) {
        hears(late, "Sorry");
        assertThat(late.all("chat")).hasSize(1);
      }
    }
  }

  private static void remove(Seat seat, String messageId) {
    seat.socket().send(Map.of("action", "remove_chat", "messageId", messageId));
  }
}
