package com.neighborbid.user.news;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.user.v1.UserEvent;
import com.neighborbid.common.contract.user.v1.UserEventCodec;
import com.neighborbid.user.NewsServiceBase;
import com.neighborbid.user.support.EventFeed;
import com.neighborbid.user.support.Member;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PersonalEventsIT extends NewsServiceBase {
  private final EventFeed feed = new EventFeed();
  private final long auction = EventFeed.newAuction();

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void questionsAnswersReviewsAndNearEndsAreToldToWhomTheyConcern() {
    Member mina = Member.signUp(api);
    Member joon = Member.signUp(api);
    say(Topics.AUCTION_EVENTS, auction, "auction.CommentPosted.v1", comment(joon, mina, false));
    Inbox.awaitKinds(mina, "QUESTION");
    say(Topics.AUCTION_EVENTS, auction, "auction.CommentPosted.v1", comment(mina, joon, true));
    Inbox.awaitKinds(joon, "ANSWER");
    say(
        Topics.USER_EVENTS,
        mina.id(),
        "user.ReviewPosted.v1",
        new String(
            UserEventCodec.encode(
                new UserEvent.ReviewPosted(
                    mina.id(), 1, auction, joon.id(), 4, 80, 1, EventFeed.now())),
            StandardCharsets.UTF_8));
    Inbox.awaitKinds(mina, "REVIEW", "QUESTION");
    assertThat(mina.get(Inbox.PATH).body().path("items").get(0).path("text").asText())
        .isEqualTo("The buyer of “Bike %d” reviewed you: 4 of 5.".formatted(auction));
    EventFeed.ensureTopic(EventReader.AUCTION_NOTICES);
    say(
        EventReader.AUCTION_NOTICES,
        joon.id(),
        "auction.EndingSoon.v1",
        "{\"userId\":%d,\"auctionId\":%d,\"at\":\"%s\"}"
            .formatted(joon.id(), auction, EventFeed.now()));
    Inbox.awaitKinds(joon, "ENDING_SOON", "ANSWER");
  }

  private void say(String topic, long key, String type, String json) {
    feed.raw(
        topic,
        Long.toString(key),
        UUID.randomUUID().toString(),
        type,
        json.getBytes(StandardCharsets.UTF_8));
  }

  private String comment(Member from, Member to, boolean answer) {
    return "{\"auctionId\":%d,\"authorId\":%d,\"toUserId\":%d,\"isAnswer\":%s,\"at\":\"%s\"}"
        .formatted(auction, from.id(), to.id(), answer, EventFeed.now());
  }
}
