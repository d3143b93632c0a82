package com.neighborbid.auction.comment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.auction.AuctionServiceBase;
import com.neighborbid.auction.support.Tokens;
import com.neighborbid.auction.support.Topic;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionEvent;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.CommentPosted;
import com.neighborbid.common.contract.auction.v1.AuctionEventCodec;
import com.neighborbid.common.kafka.RecordHeaders;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/// Questions and answers over HTTP, and what others hear of them.
class CommentsIT extends AuctionServiceBase {
  @Test
  void aQuestionAndItsAnswerAreShownTogether() throws Exception {
    long auction = open(Map.of());
    JsonNode question = ask(501, auction, "Does it ride?\r\nReally?", null);
    assertThat(question.get("text").asText()).isEqualTo("Does it ride?\nReally?");
    assertThat(question.get("bySeller").asBoolean()).isFalse();
    long id = question.get("id").asLong();
    ask(SELLER, auction, "It does.", id);
    ask(502, auction, "\u1112\u1161\u11ab", null);

    JsonNode items = list(auction, "").get("items");
    assertThat(items).hasSize(2);
    // NFC: three letters of a syllable became one.
    assertThat(items.at("/0/text").asText()).isEqualTo("\ud55c");
    assertThat(items.at("/1/author/nickname").asText()).isEqualTo("user-501");
    assertThat(items.at("/1/replies/0/bySeller").asBoolean()).isTrue();
    assertThat(items.at("/1/replies/0/text").asText()).isEqualTo("It does.");
  }

  @Test
  void pagesGoOnWhereTheLastEndedWhateverIsAskedMeanwhile() throws Exception {
    long auction = open(Map.of());
    for (int i = 1; i <= 5; i++) {
      ask(510 + i, auction, "question " + i, null);
    }
    JsonNode first = list(auction, "?limit=2");
    ask(519, auction, "meanwhile", null);
    JsonNode second = list(auction, "?limit=2&cursor=" + first.get("nextCursor").asText());
    assertThat(second.get("items").findValuesAsText("text"))
        .containsExactly("question 3", "question 2");
    JsonNode third = list(auction, "?limit=2&cursor=" + second.get("nextCursor").asText());
    assertThat(third.get("items").findValuesAsText("text")).containsExactly("question 1");
    assertThat(third.get("nextCursor").isNull()).isTrue();
  }

  @Test
  void whoIsSpokenToHearsOfItWithoutAWordOfWhatWasWritten() throws Exception {
    long auction = open(Map.of());
    long question = ask(521, auction, "secretquestion", null).get("id").asLong();
    long answer = ask(SELLER, auction, "secretanswer", question).get("id").asLong();
    long more = ask(521, auction, "secretmore", question).get("id").asLong();
    long third = ask(522, auction, "secretthird", question).get("id").asLong();
    ask(SELLER, auction, "nobody is spoken to", null);

    List<CommentPosted> told = events(auction, 4);
    assertThat(told)
        .extracting(
            CommentPosted::commentId,
            CommentPosted::parentId,
            CommentPosted::authorId,
            CommentPosted::toUserId,
            CommentPosted::isAnswer)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(question, null, 521L, SELLER, false),
            org.assertj.core.groups.Tuple.tuple(answer, question, SELLER, 521L, true),
            org.assertj.core.groups.Tuple.tuple(more, question, 521L, SELLER, false),
            org.assertj.core.groups.Tuple.tuple(third, question, 522L, 521L, false));
  }

  @Test
  void refusesBadInputNamingTheField() throws Exception {
    long auction = open(Map.of());
    long other = open(Map.of());
    long elsewhere = ask(531, other, "elsewhere", null).get("id").asLong();
    String path = "/api/auctions/" + auction + "/comments";
    for (String body :
        List.of(
            "{}",
            "{\"text\":\"  \"}",
            "{\"text\":\"" + "x".repeat(1_001) + "\"}",
            "{\"text\":\"a\\u0000b\"}")) {
      assertThat(expect(400, post(path, 531, body, null)).at("/errors/0/field").asText())
          .as(body)
          .isEqualTo("text");
    }
    String foreign = "{\"text\":\"x\",\"parentId\":" + elsewhere + "}";
    assertThat(expect(400, post(path, 531, foreign, null)).at("/errors/0/field").asText())
        .isEqualTo("parentId");
    expect(400, get(path + "?limit=0", 531));
    expect(400, get(path + "?cursor=x", 531));
    expect(404, get("/api/auctions/999999/comments", 531));
    expect(404, post("/api/auctions/999999/comments", 531, "{\"text\":\"x\"}", null));
    assertThat(list(auction, "").get("items")).isEmpty();
  }

  @Test
  void aReplyCannotBeRepliedTo() throws Exception {
    long auction = open(Map.of());
    long question = ask(541, auction, "question", null).get("id").asLong();
    long reply = ask(SELLER, auction, "answer", question).get("id").asLong();
    String body = "{\"text\":\"x\",\"parentId\":" + reply + "}";
    expect(400, post("/api/auctions/" + auction + "/comments", 541, body, null));
  }

  @Test
  void authorsTakeBackWhatTheyWrote() throws Exception {
    long auction = open(Map.of());
    long question = ask(551, auction, "embarrassing", null).get("id").asLong();
    long alone = ask(551, auction, "alone", null).get("id").asLong();
    ask(SELLER, auction, "answer", question);
    String path = "/api/auctions/" + auction + "/comments/";
    expect(403, delete(path + question, SELLER));
    assertThat(delete(path + question, 551).statusCode()).isEqualTo(204);
    assertThat(delete(path + alone, 551).statusCode()).isEqualTo(204);
    expect(404, delete(path + alone, 551));

    JsonNode items = list(auction, "").get("items");
    assertThat(items).hasSize(1);
    assertThat(items.at("/0/deleted").asBoolean()).isTrue();
    assertThat(items.at("/0/text").asText()).isEmpty();
    assertThat(items.at("/0/author").isNull()).isTrue();
    assertThat(items.at("/0/replies/0/text").asText()).isEqualTo("answer");
    assertThat(
            jdbc.sql("select count(*) from auction_comment where body in ('embarrassing', 'alone')")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void anAdminTakesAwayWhatAnybodyWrote() throws Exception {
    long auction = open(Map.of());
    long question = ask(556, auction, "rude", null).get("id").asLong();
    HttpRequest request =
        request("/api/auctions/" + auction + "/comments/" + question, 9)
            .setHeader("Authorization", "Bearer " + Tokens.ofAdmin(9))
            .DELETE()
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(list(auction, "").get("items")).isEmpty();
  }

  @Test
  void nobodyCommentsOnWhatWasWithdrawn() throws Exception {
    long auction = open(Map.of());
    expect(200, post("/api/auctions/" + auction + "/cancel", SELLER, "", null));
    String path = "/api/auctions/" + auction + "/comments";
    assertThat(expect(409, post(path, 561, "{\"text\":\"x\"}", null)).get("code").asText())
        .isEqualTo("AUCTION_NOT_ACTIVE");
  }

  @Test
  void whoWritesTooMuchHasToWait() throws Exception {
    long auction = open(Map.of());
    for (int i = 0; i < 10; i++) {
      ask(571, auction, "again " + i, null);
    }
    String path = "/api/auctions/" + auction + "/comments";
    HttpResponse<String> refused = post(path, 571, "{\"text\":\"x\"}", null);
    expect(429, refused);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    ask(572, auction, "others go on", null);
  }

  private JsonNode ask(long user, long auction, String text, Long parent) throws Exception {
    Map<String, Object> body =
        parent == null ? Map.of("text", text) : Map.of("text", text, "parentId", parent);
    return expect(
        201,
        post("/api/auctions/" + auction + "/comments", user, JSON.writeValueAsString(body), null));
  }

  private JsonNode list(long auction, String query) throws Exception {
    return expect(200, getAnonymously("/api/auctions/" + auction + "/comments" + query));
  }

  private static List<CommentPosted> events(long auction, int count) {
    return new Topic(Topics.AUCTION_EVENTS)
            .await(
                count,
                record -> {
                  assertThat(new String(record.value(), StandardCharsets.UTF_8))
                      .doesNotContain("secret");
                  return posted(record).filter(event -> event.auctionId() == auction).isPresent();
                })
            .stream()
            .flatMap(record -> posted(record).stream())
            .toList();
  }

  private static Optional<CommentPosted> posted(ConsumerRecord<String, byte[]> record) {
    AuctionEvent event =
        AuctionEventCodec.decode(
            RecordHeaders.text(record.headers(), RecordHeaders.TYPE),
            Long.parseLong(record.key()),
            record.value());
    return event instanceof CommentPosted comment ? Optional.of(comment) : Optional.empty();
  }
}
