package com.neighborbid.realtime.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.contract.room.v1.NotificationAdded;
import com.neighborbid.common.contract.room.v1.PersonalMessage;
import com.neighborbid.common.contract.room.v1.RoomState;
import com.neighborbid.common.contract.room.v1.TaskChanged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes [ToClient] as the JSON of the public contract: its field names in its order.
public final class ToClientJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ToClientJson() {}

  /// The UTF-8 text of a message for readers of a language.
  public static byte[] encode(ToClient message, Language language) {
    ByteArrayBuilder bytes = new ByteArrayBuilder(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      write(json, message, language);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, ToClient message, Language language)
      throws IOException {
    switch (message) {
      case ToClient.Snapshot(RoomState state, int viewers, Instant now) ->
          state(json, "snapshot", state, viewers, now);
      case ToClient.Changed(RoomState state, int viewers, Instant now) ->
          state(json, "changed", state, viewers, now);
      case ToClient.Update update -> update(json, update, language);
      case ToClient.Ended ended -> ended(json, ended, language);
      case ToClient.Cancelled(RoomState state) -> {
        step(json, "cancelled", state);
        json.writeStringField("msg", Texts.cancelled(language));
      }
      case ToClient.Personal(PersonalMessage personal) -> personal(json, personal, language);
      case ToClient.Task(TaskChanged task) -> InboxJson.task(json, task, language);
      case ToClient.Notification(NotificationAdded notification) ->
          InboxJson.notification(json, notification, language);
      case ToClient.Chat(ChatMessage chat) -> {
        type(json, "chat");
        json.writeNumberField("auctionId", chat.auctionId());
        json.writeStringField("id", chat.id().toString());
        json.writeStringField("from", chat.from());
        json.writeStringField("text", chat.text());
        json.writeStringField("at", chat.at().toString());
      }
      case ToClient.ChatRemoved(long auctionId, UUID id) -> {
        type(json, "chat_removed");
        json.writeNumberField("auctionId", auctionId);
        json.writeStringField("id", id.toString());
      }
      case ToClient.Presence(int viewers) -> {
        type(json, "presence");
        json.writeNumberField("viewers", viewers);
      }
      case ToClient.Delayed() -> type(json, "delayed");
      case ToClient.Pong() -> type(json, "pong");
      case ToClient.Authenticated(Instant expiresAt) -> {
        type(json, "authenticated");
        json.writeStringField("expiresAt", expiresAt.toString());
      }
      case ToClient.Received received -> {
        type(json, "received");
        optional(json, "id", received.id());
        json.writeStringField("bidId", received.bidId().toString());
      }
      case ToClient.Accepted accepted -> accepted(json, accepted);
      case ToClient.Refused error -> error(json, error, language);
    }
  }

  static void type(JsonGenerator json, String type) throws IOException {
    json.writeStringField("type", type);
  }

  private static void step(JsonGenerator json, String type, RoomState state) throws IOException {
    type(json, type);
    json.writeNumberField("auctionId", state.auctionId());
    json.writeNumberField("seq", state.seq());
  }

  private static void price(JsonGenerator json, RoomState state) throws IOException {
    json.writeNumberField("amount", state.amount());
    nullable(json, "bidder", state.bidder());
  }

  private static void state(
      JsonGenerator json, String type, RoomState state, int viewers, Instant now)
      throws IOException {
    step(json, type, state);
    json.writeStringField("status", state.status().name());
    price(json, state);
    json.writeNumberField("minNextBid", state.minNextBid());
    json.writeStringField("endsAt", state.endsAt().toString());
    json.writeNumberField("viewers", viewers);
    json.writeStringField("serverTime", now.toString());
    optional(json, "ledgerHash", state.ledgerHash());
  }

  private static void update(JsonGenerator json, ToClient.Update update, Language language)
      throws IOException {
    RoomState state = update.state();
    step(json, "update", state);
    price(json, state);
    json.writeStringField("msg", Texts.update(state, language));
    json.writeStringField("bidId", update.bidId().toString());
    json.writeNumberField("minNextBid", state.minNextBid());
    json.writeStringField("endsAt", state.endsAt().toString());
    json.writeStringField("at", update.at().toString());
    optional(json, "ledgerHash", state.ledgerHash());
  }

  private static void ended(JsonGenerator json, ToClient.Ended ended, Language language)
      throws IOException {
    step(json, ended.soldOut() ? "sold_out" : "auction_end", ended.state());
    price(json, ended.state());
    json.writeStringField("msg", Texts.ended(ended, language));
    Long winnerId = ended.winnerId();
    if (winnerId == null) {
      json.writeNullField("winner_id");
    } else {
      json.writeNumberField("winner_id", winnerId);
    }
    nullable(json, "winner_nickname", ended.winnerNickname());
    optional(json, "ledgerHash", ended.state().ledgerHash());
  }

  private static void personal(JsonGenerator json, PersonalMessage message, Language language)
      throws IOException {
    type(json, message.kind().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("auctionId", message.auctionId());
    if (message.kind() != PersonalMessage.Kind.ENDING_SOON) {
      json.writeNumberField("amount", message.amount());
    }
    json.writeStringField("msg", Texts.personal(message, language));
    Instant endsAt = message.endsAt();
    if (endsAt != null) {
      json.writeStringField("endsAt", endsAt.toString());
    }
  }

  private static void accepted(JsonGenerator json, ToClient.Accepted accepted) throws IOException {
    BidOutcome outcome = accepted.outcome();
    type(json, "accepted");
    optional(json, "id", accepted.id());
    json.writeStringField("bidId", outcome.bidId().toString());
    json.writeStringField("status", outcome.status().name());
    json.writeNumberField("amount", outcome.amount());
    json.writeNumberField("currentPrice", outcome.currentPrice());
    json.writeNumberField("seq", outcome.seq());
  }

  private static void error(JsonGenerator json, ToClient.Refused error, Language language)
      throws IOException {
    type(json, "error");
    json.writeStringField("error", Texts.error(error, language));
    json.writeStringField("code", error.code());
    optional(json, "id", error.id());
    if (error.bidId() != null) {
      json.writeStringField("bidId", error.bidId().toString());
    }
    Long minNextBid = error.minNextBid();
    if (minNextBid != null) {
      json.writeNumberField("minNextBid", minNextBid);
    }
    optional(json, "field", error.field());
  }

  static void nullable(JsonGenerator json, String name, @Nullable String value) throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, value);
    }
  }

  private static void optional(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
