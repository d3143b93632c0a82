package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.Effect;
import com.neighborbid.auction.bidding.domain.Effect.BidDecided;
import com.neighborbid.auction.bidding.domain.Effect.Capture;
import com.neighborbid.auction.bidding.domain.Effect.Ended;
import com.neighborbid.auction.bidding.domain.Effect.Extended;
import com.neighborbid.auction.bidding.domain.Effect.LostLead;
import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import com.neighborbid.auction.bidding.domain.Effect.Started;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionEvent;
import com.neighborbid.common.contract.auction.v1.AuctionEventCodec;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Reach;
import com.neighborbid.common.contract.room.v1.PersonalMessage;
import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.common.contract.room.v1.RoomMessageCodec;
import com.neighborbid.common.contract.room.v1.RoomState;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import com.neighborbid.common.lane.LaneOutput;
import com.neighborbid.common.lane.Outgoing.ToChannel;
import com.neighborbid.common.lane.Outgoing.ToKafka;
import com.neighborbid.common.lane.Outgoing.ToRoom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Says what a decision means: commands to the wallet, events for analytics, the one room message
/// of each step, a word to the person concerned.
final class Announcements {
  private static final String REJECTED_PRIVATELY = "REJECTED";

  private final Names names;

  Announcements(Names names) {
    this.names = names;
  }

  /// Adds everything that the effect says, in order.
  ///
  /// @param timeMs log time of the input that caused it
  void announce(
      LiveAuction live, Effect effect, long timeMs, @Nullable String requestId, LaneOutput output) {
    switch (effect) {
      case SetHold hold -> {
        WalletInput command =
            new WalletInput.SetHold(
                hold.bidderId(), live.id(), hold.to(), hold.commandSeq(), hold.asking());
        output.add(command(command, timeMs, requestId));
      }
      case Capture capture -> {
        WalletInput command =
            new WalletInput.Capture(
                capture.winnerId(),
                live.id(),
                capture.price(),
                capture.sellerId(),
                capture.commandSeq(),
                0);
        output.add(command(command, timeMs, requestId));
      }
      case BidDecided decided -> bidDecided(live, decided, output);
      case LostLead lost ->
          tell(live, lost.bidderId(), PersonalMessage.Kind.OUTBID, lost.price(), timeMs, output);
      case Extended extended ->
          publish(
              new AuctionEvent.AuctionExtended(
                  live.id(),
                  extended.seq(),
                  extended.eventIndex(),
                  Instant.ofEpochMilli(extended.endsAtMs()),
                  Instant.ofEpochMilli(extended.atMs())),
              extended.atMs(),
              requestId,
              output);
      case Started started -> started(live, started, requestId, output);
      case Ended ended -> ended(live, ended, requestId, output);
    }
  }

  /// The opening: step 1.
  void opened(LiveAuction live, long timeMs, @Nullable String requestId, LaneOutput output) {
    var terms = live.auction().terms();
    Instant at = Instant.ofEpochMilli(timeMs);
    publish(
        new AuctionEvent.AuctionOpened(
            live.id(),
            1,
            0,
            terms.sellerId(),
            live.facts().reach(),
            terms.startPrice(),
            terms.bidUnit(),
            Instant.ofEpochMilli(terms.startsAtMs()),
            Instant.ofEpochMilli(live.auction().snapshot().endsAtMs()),
            at),
        timeMs,
        requestId,
        output);
    room(live, new RoomMessage.Changed(currentState(live), at), output);
  }

  private void bidDecided(LiveAuction live, BidDecided decided, LaneOutput output) {
    var bid = decided.bid().bid();
    Instant at = Instant.ofEpochMilli(decided.decidedAtMs());
    String requestId = live.contextOf(decided.bid()).requestId();
    if (decided.refusal() != null) {
      String code = decided.refusal().isPrivate() ? REJECTED_PRIVATELY : decided.refusal().name();
      AuctionEvent rejected =
          new AuctionEvent.BidRejected(
              live.id(),
              decided.seq(),
              decided.eventIndex(),
              bid.id(),
              bid.bidderId(),
              bid.amount(),
              code,
              at);
      publish(rejected, decided.decidedAtMs(), requestId, output);
      return;
    }
    if (decided.step() == 0) {
      return; // only the leader's own maximum rose: nobody else may see that
    }
    AuctionEvent accepted =
        new AuctionEvent.BidAccepted(
            live.id(),
            decided.seq(),
            decided.eventIndex(),
            bid.id(),
            bid.bidderId(),
            bid.amount(),
            decided.price(),
            decided.leaderId(),
            decided.minNextBidOfAll(),
            decided.bidCount(),
            at);
    publish(accepted, decided.decidedAtMs(), requestId, output);
    if (!decided.won()) {
      room(live, new RoomMessage.Updated(stateAfter(live, decided), bid.id(), at), output);
    }
    if (decided.outbidAtOnce()) {
      PersonalMessage.Kind outbid = PersonalMessage.Kind.OUTBID;
      tell(live, bid.bidderId(), outbid, decided.price(), decided.decidedAtMs(), output);
    }
  }

  private void started(
      LiveAuction live, Started started, @Nullable String requestId, LaneOutput output) {
    Instant at = Instant.ofEpochMilli(started.atMs());
    publish(
        new AuctionEvent.AuctionStarted(live.id(), started.seq(), started.eventIndex(), at),
        started.atMs(),
        requestId,
        output);
    room(live, new RoomMessage.Changed(currentState(live), at), output);
  }

  private void ended(LiveAuction live, Ended ended, @Nullable String requestId, LaneOutput output) {
    Instant at = Instant.ofEpochMilli(ended.atMs());
    boolean sold = ended.winnerId() != 0;
    Long winnerId = sold ? ended.winnerId() : null;
    AuctionEvent closed =
        new AuctionEvent.AuctionClosed(
            live.id(),
            ended.seq(),
            ended.eventIndex(),
            AuctionEvent.EndedBy.valueOf(ended.by().name()),
            winnerId,
            ended.winningBid(),
            ended.price(),
            ended.bidCount(),
            at);
    publish(closed, ended.atMs(), requestId, output);
    boolean soldOut = ended.by() == Effect.EndedBy.BUY_NOW;
    String nickname = sold ? names.of(ended.winnerId()) : null;
    room(live, new RoomMessage.Ended(currentState(live), soldOut, winnerId, nickname, at), output);
    if (sold) {
      long seller = live.auction().terms().sellerId();
      tell(live, ended.winnerId(), PersonalMessage.Kind.WON, ended.price(), ended.atMs(), output);
      tell(live, seller, PersonalMessage.Kind.SOLD, ended.price(), ended.atMs(), output);
    }
  }

  private RoomState stateAfter(LiveAuction live, BidDecided decided) {
    return new RoomState(
        live.id(),
        decided.seq(),
        live.auction().isClosing() ? RoomState.Status.CLOSING : RoomState.Status.ACTIVE,
        decided.price(),
        names.of(decided.leaderId()),
        decided.minNextBidOfAll(),
        Instant.ofEpochMilli(decided.endsAtMs()));
  }

  private RoomState currentState(LiveAuction live) {
    var now = live.auction().snapshot();
    return new RoomState(
        live.id(),
        now.seq(),
        RoomStates.status(now.started(), live.auction().isClosing(), now.ended()),
        now.price(),
        now.leaderId() == 0 ? null : names.of(now.leaderId()),
        live.auction().minNextBid(),
        Instant.ofEpochMilli(now.endsAtMs()));
  }

  private static void room(LiveAuction live, RoomMessage message, LaneOutput output) {
    if (live.facts().reach() == Reach.NATIONAL) {
      output.add(new ToRoom(live.id(), message.state().seq(), RoomMessageCodec.encode(message)));
    }
  }

  private static void tell(
      LiveAuction live,
      long userId,
      PersonalMessage.Kind kind,
      long amount,
      long timeMs,
      LaneOutput output) {
    PersonalMessage message =
        new PersonalMessage(kind, live.id(), amount, Instant.ofEpochMilli(timeMs));
    output.add(new ToChannel(Topics.userChannel(userId), ContractJson.write(message)));
  }

  private static void publish(
      AuctionEvent event, long timeMs, @Nullable String requestId, LaneOutput output) {
    output.add(
        new ToKafka(
            Topics.AUCTION_EVENTS,
            Long.toString(event.auctionId()),
            AuctionEventCodec.typeOf(event),
            ContractJson.write(event),
            timeMs,
            requestId));
  }

  private static ToKafka command(WalletInput command, long timeMs, @Nullable String requestId) {
    return new ToKafka(
        Topics.WALLET_LOG,
        Long.toString(command.userId()),
        WalletInputCodec.typeOf(command),
        ContractJson.write(command),
        timeMs,
        requestId);
  }
}
