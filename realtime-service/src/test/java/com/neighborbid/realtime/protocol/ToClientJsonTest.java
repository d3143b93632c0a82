package com.neighborbid.realtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.contract.room.v1.NotificationAdded;
import com.neighborbid.common.contract.room.v1.PersonalMessage;
import com.neighborbid.common.contract.room.v1.RoomState;
import com.neighborbid.common.contract.room.v1.TaskChanged;
import com.neighborbid.common.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The exact text of every message: the public contract, field by field and in its order.
class ToClientJsonTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant END = Instant.parse("2026-03-02T10:00:00Z");
  private static final UUID BID = new UUID(0, 1);
  private static final RoomState STATE =
      new RoomState(1, 41, RoomState.Status.ACTIVE, 14_000, "mina", 15_000, END);
  private static final RoomState FRESH =
      new RoomState(1, 0, RoomState.Status.WAITING, 0, null, 1_000, END);
  private static final BidOutcome OUTCOME =
      new BidOutcome(BID, 1, 7, 15_000, null, BidOutcome.Status.OUTBID, null, 16_000, 42, 17_000);

  static Stream<Arguments> table() {
    return Stream.of(
        arguments(
            new ToClient.Snapshot(STATE, 12, NOW),
            "{'type':'snapshot','auctionId':1,'seq':41,'status':'ACTIVE','amount':14000,"
                + "'bidder':'mina','minNextBid':15000,'endsAt':'2026-03-02T10:00:00Z',"
                + "'viewers':12,'serverTime':'2026-03-01T10:00:00Z'}"),
        arguments(
            new ToClient.Changed(FRESH, 1, NOW),
            "{'type':'changed','auctionId':1,'seq':0,'status':'WAITING','amount':0,"
                + "'bidder':null,'minNextBid':1000,'endsAt':'2026-03-02T10:00:00Z',"
                + "'viewers':1,'serverTime':'2026-03-01T10:00:00Z'}"),
        arguments(
            new ToClient.Update(STATE, BID, NOW),
            "{'type':'update','auctionId':1,'seq':41,'amount':14000,'bidder':'mina',"
                + "'msg':'mina bid 14,000 won.','bidId':'00000000-0000-0000-0000-000000000001',"
                + "'minNextBid':15000,'endsAt':'2026-03-02T10:00:00Z',"
                + "'at':'2026-03-01T10:00:00Z'}"),
        arguments(
            new ToClient.Ended(STATE, true, 7L, "joon"),
            "{'type':'sold_out','auctionId':1,'seq':41,'amount':14000,'bidder':'mina',"
                + "'msg':'joon bought it for 14,000 won.','winner_id':7,'winner_nickname':'joon'}"),
        arguments(
            new ToClient.Ended(FRESH, false, null, null),
            "{'type':'auction_end','auctionId':1,'seq':0,'amount':0,'bidder':null,"
                + "'msg':'The auction is over without a sale.','winner_id':null,"
                + "'winner_nickname':null}"),
        arguments(
            new ToClient.Cancelled(STATE),
            "{'type':'cancelled','auctionId':1,'seq':41,'msg':'The seller withdrew the auction.'}"),
        arguments(
            new ToClient.Personal(new PersonalMessage(PersonalMessage.Kind.OUTBID, 1, 16_000, NOW)),
            "{'type':'outbid','auctionId':1,'amount':16000,"
                + "'msg':'You were outbid: the price is now 16,000 won.'}"),
        arguments(
            new ToClient.Personal(new PersonalMessage(PersonalMessage.Kind.WON, 1, 16_000, NOW)),
            "{'type':'won','auctionId':1,'amount':16000,"
                + "'msg':'You won the auction for 16,000 won.'}"),
        arguments(
            new ToClient.Personal(new PersonalMessage(PersonalMessage.Kind.SOLD, 1, 16_000, NOW)),
            "{'type':'sold','auctionId':1,'amount':16000,"
                + "'msg':'Your item was sold for 16,000 won.'}"),
        arguments(
            new ToClient.Personal(
                new PersonalMessage(PersonalMessage.Kind.REFUNDED, 1, 16_000, NOW)),
            "{'type':'refunded','auctionId':1,'amount':16000,"
                + "'msg':'16,000 won are back in your wallet.'}"),
        arguments(
            new ToClient.Personal(endingSoon(NOW.plusSeconds(541))),
            "{'type':'ending_soon','auctionId':1,"
                + "'msg':'An auction you watch ends in 10 minutes.',"
                + "'endsAt':'2026-03-01T10:09:01Z'}"),
        arguments(
            new ToClient.Personal(endingSoon(NOW.plusSeconds(1))),
            "{'type':'ending_soon','auctionId':1,"
                + "'msg':'An auction you watch ends in 1 minute.',"
                + "'endsAt':'2026-03-01T10:00:01Z'}"),
        arguments(
            new ToClient.Task(new TaskChanged(9, 1L, "Ship it", "보내기", END, false, NOW)),
            "{'type':'task','id':9,'title':'Ship it','auctionId':1,"
                + "'dueAt':'2026-03-02T10:00:00Z','done':false}"),
        arguments(
            new ToClient.Task(new TaskChanged(9, null, "Buy milk", "Buy milk", null, true, NOW)),
            "{'type':'task','id':9,'title':'Buy milk','auctionId':null,'dueAt':null,'done':true}"),
        arguments(
            new ToClient.Notification(
                new NotificationAdded(8, "WON", 1L, "You won", "낙찰", "Yes.", "네.", NOW)),
            "{'type':'notification','id':8,'kind':'WON','auctionId':1,'title':'You won',"
                + "'text':'Yes.','at':'2026-03-01T10:00:00Z'}"),
        arguments(
            new ToClient.Chat(new ChatMessage(BID, 1, "mina", "<b>hi</b>", NOW)),
            "{'type':'chat','auctionId':1,'id':'00000000-0000-0000-0000-000000000001',"
                + "'from':'mina','text':'<b>hi</b>','at':'2026-03-01T10:00:00Z'}"),
        arguments(
            new ToClient.ChatRemoved(1, BID),
            "{'type':'chat_removed','auctionId':1,'id':'00000000-0000-0000-0000-000000000001'}"),
        arguments(new ToClient.Presence(13), "{'type':'presence','viewers':13}"),
        arguments(new ToClient.Delayed(), "{'type':'delayed'}"),
        arguments(new ToClient.Pong(), "{'type':'pong'}"),
        arguments(
            new ToClient.Authenticated(END),
            "{'type':'authenticated','expiresAt':'2026-03-02T10:00:00Z'}"),
        arguments(
            new ToClient.Received("a", BID),
            "{'type':'received','id':'a','bidId':'00000000-0000-0000-0000-000000000001'}"),
        arguments(
            new ToClient.Received(null, BID),
            "{'type':'received','bidId':'00000000-0000-0000-0000-000000000001'}"),
        arguments(
            new ToClient.Accepted("a", OUTCOME),
            "{'type':'accepted','id':'a','bidId':'00000000-0000-0000-0000-000000000001',"
                + "'status':'OUTBID','amount':15000,'currentPrice':16000,'seq':42}"),
        arguments(
            new ToClient.Refused("BELOW_MINIMUM", "a", BID, 15_000L, null),
            "{'type':'error','error':'The bid must be at least 15,000 won.',"
                + "'code':'BELOW_MINIMUM','id':'a',"
                + "'bidId':'00000000-0000-0000-0000-000000000001','minNextBid':15000}"),
        arguments(
            new ToClient.Refused("VALIDATION_FAILED", null, null, null, "amount"),
            "{'type':'error','error':'The request contains invalid values',"
                + "'code':'VALIDATION_FAILED','field':'amount'}"),
        arguments(
            new ToClient.Refused("OF_A_NEWER_ENGINE", null, null, null, null),
            "{'type':'error','error':'OF_A_NEWER_ENGINE','code':'OF_A_NEWER_ENGINE'}"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void writesExactlyTheContract(ToClient message, String expected) {
    assertThat(text(message, Language.EN)).isEqualTo(expected.replace('\'', '"'));
  }

  @ParameterizedTest
  @MethodSource("table")
  void writesKoreanWithTheSameFields(ToClient message, String english) {
    String korean = text(message, Language.KO);
    String withoutTexts = "\"(msg|error|title|text)\":\"[^\"]*\"";
    assertThat(korean.replaceAll(withoutTexts, ""))
        .isEqualTo(english.replace('\'', '"').replaceAll(withoutTexts, ""));
  }

  @Test
  void speaksKorean() {
    assertThat(text(new ToClient.Update(STATE, BID, NOW), Language.KO))
        .contains("mina님이 14,000원에 입찰했습니다.");
  }

  @Test
  void speaksKoreanToThePersonConcerned() {
    assertThat(text(new ToClient.Personal(endingSoon(NOW.plusSeconds(541))), Language.KO))
        .contains("관심 경매가 10분 후 종료됩니다.");
  }

  private static PersonalMessage endingSoon(Instant endsAt) {
    return new PersonalMessage(PersonalMessage.Kind.ENDING_SOON, 1, 16_000, NOW, endsAt);
  }

  @Test
  void hasATextForEveryCodeInBothLanguages() {
    for (ErrorCode code : ErrorCode.values()) {
      for (Language language : Language.values()) {
        String json = text(ToClient.Refused.of(code, null), language);
        assertThat(json)
            .doesNotContain("\"error\":\"" + code.name())
            .doesNotContain("{minNextBid}");
      }
    }
  }

  private static String text(ToClient message, Language language) {
    return new String(ToClientJson.encode(message, language), StandardCharsets.UTF_8);
  }
}
