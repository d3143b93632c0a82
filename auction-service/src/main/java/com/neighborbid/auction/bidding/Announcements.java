package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.Command;
import com.neighborbid.auction.bidding.domain.Effect;
import com.neighborbid.auction.bidding.domain.Effect.BidDecided;
import com.neighborbid.auction.bidding.domain.Effect.Cancelled;
import com.neighborbid.auction.bidding.domain.Effect.Capture;
import com.neighborbid.auction.bidding.domain.Effect.Changed;
import com.neighborbid.auction.bidding.domain.Effect.CommandDecided;
import com.neighborbid.auction.bidding.domain.Effect.Ended;
import com.neighborbid.auction.bidding.domain.Effect.Extended;
import com.neighborbid.auction.bidding.domain.Effect.LostLead;
import com.neighborbid.auction.bidding.domain.Effect.Moment;
import com.neighborbid.auction.bidding.domain.Effect.Offered;
import com.neighborbid.auction.bidding.domain.Effect.Recorded;
import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import com.neighborbid.auction.bidding.domain.Effect.Started;
import com.neighborbid.auction.bidding.domain.Terms;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionEvent;
import com.neighborbid.common.contract.auction.v1.AuctionEventCodec;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
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
  private final long confirmWithinSeconds;

  /// @param confirmWithinSeconds how long the price stays with the platform for its buyer's word; 0
  ///   where it goes to the seller at once
  Announcements(Names names, long confirmWithinSeconds) {
    this.names = names;
    this.confirmWithinSeconds = confirmWithinSeconds;
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
      case Capture capture ->
          output.add(
              command(captured(live.id(), capture, confirmWithinSeconds), timeMs, requestId));
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
      case Started started -> started(live, started.moment(), requestId, output);
      case Ended ended -> ended(live, ended, requestId, output);
      case Changed changed -> changed(live, changed, requestId, output);
      case Cancelled cancelled -> cancelled(live, cancelled, requestId, output);
      case Offered offered ->
          tell(
              live,
              offered.offer().bidderId(),
              PersonalMessage.Kind.OFFERED,
              offered.offer().amount(),
              offered.atMs(),
              output);
      case CommandDecided _, Recorded _ -> {
        // written as rows; nobody is told
      }
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
            terms.prices().start(),
            terms.prices().unit(),
            Instant.ofEpochMilli(terms.startsAtMs()),
            Instant.ofEpochMilli(live.auction().snapshot().endsAtMs()),
            at),
        timeMs,
        requestId,
        output);
    room(live, new RoomMessage.Changed(currentState(live), at), output);
  }

  /// How the wallet is asked for the price.
  static WalletInput captured(long auctionId, Capture capture, long confirmWithinSeconds) {
    if (confirmWithinSeconds > 0) {
      return new WalletInput.CaptureUntilConfirmed(
          capture.winnerId(),
          auctionId,
          capture.price(),
          capture.sellerId(),
          capture.commandSeq(),
          capture.fee(),
          confirmWithinSeconds);
    }
    return new WalletInput.Capture(
        capture.winnerId(),
        auctionId,
        capture.price(),
        capture.sellerId(),
        capture.commandSeq(),
        capture.fee());
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
      LiveAuction live, Moment moment, @Nullable String requestId, LaneOutput output) {
    Instant at = Instant.ofEpochMilli(moment.atMs());
    publish(
        new AuctionEvent.AuctionStarted(live.id(), moment.seq(), moment.eventIndex(), at),
        moment.atMs(),
        requestId,
        output);
    room(live, new RoomMessage.Changed(stateAt(live, moment), at), output);
  }

  private void changed(
      LiveAuction live, Changed changed, @Nullable String requestId, LaneOutput output) {
    Moment moment = changed.moment();
    publish(event(live.id(), changed.cause(), moment), moment.atMs(), requestId, output);
    Instant at = Instant.ofEpochMilli(moment.atMs());
    room(live, new RoomMessage.Changed(stateAt(live, moment), at), output);
  }

  private static AuctionEvent event(long id, Command cause, Moment moment) {
    Instant at = Instant.ofEpochMilli(moment.atMs());
    Instant endsAt = Instant.ofEpochMilli(moment.endsAtMs());
    long seq = moment.seq();
    int index = moment.eventIndex();
    return switch (cause) {
      case Command.Edit _ -> {
        Terms terms = moment.terms();
        long instant = terms.prices().instant();
        yield new AuctionEvent.AuctionEdited(
            id,
            seq,
            index,
            terms.prices().start(),
            terms.prices().unit(),
            instant == 0 ? null : instant,
            Instant.ofEpochMilli(terms.startsAtMs()),
            endsAt,
            at);
      }
      case Command.Pause pause ->
          new AuctionEvent.AuctionPaused(id, seq, index, cause(pause.cause()), at);
      case Command.Resume resume ->
          new AuctionEvent.AuctionResumed(id, seq, index, cause(resume.cause()), endsAt, at);
      case Command.SuspendBidder suspension ->
          new AuctionEvent.LeaderSuspended(id, seq, index, suspension.bidderId(), at);
      case Command.Close _, Command.Cancel _, Command.Offer _ ->
          throw new IllegalStateException("not a change: " + cause);
    };
  }

  private static AuctionInput.PauseCause cause(Command.PauseCause cause) {
    return AuctionInput.PauseCause.valueOf(cause.name());
  }

  private void cancelled(
      LiveAuction live, Cancelled cancelled, @Nullable String requestId, LaneOutput output) {
    Moment moment = cancelled.moment();
    Instant at = Instant.ofEpochMilli(moment.atMs());
    AuctionEvent event =
        new AuctionEvent.AuctionCancelled(
            live.id(), moment.seq(), moment.eventIndex(), cancelled.byAdmin(), at);
    publish(event, moment.atMs(), requestId, output);
    room(live, new RoomMessage.Cancelled(stateAt(live, moment), at), output);
  }

  private void ended(LiveAuction live, Ended ended, @Nullable String requestId, LaneOutput output) {
    Moment moment = ended.moment();
    Instant at = Instant.ofEpochMilli(moment.atMs());
    boolean sold = ended.winnerId() != 0;
    Long winnerId = sold ? ended.winnerId() : null;
    AuctionEvent closed =
        new AuctionEvent.AuctionClosed(
            live.id(),
            moment.seq(),
            moment.eventIndex(),
            AuctionEvent.EndedBy.valueOf(ended.by().name()),
            winnerId,
            ended.winningBid(),
            moment.price(),
            moment.bidCount(),
            at);
    publish(closed, moment.atMs(), requestId, output);
    boolean soldOut = ended.by() == Effect.EndedBy.BUY_NOW;
    String nickname = sold ? names.of(ended.winnerId()) : null;
    RoomState state = stateAt(live, moment);
    room(live, new RoomMessage.Ended(state, soldOut, winnerId, nickname, at), output);
    if (sold) {
      long seller = live.auction().terms().sellerId();
      tell(live, ended.winnerId(), PersonalMessage.Kind.WON, moment.price(), moment.atMs(), output);
      tell(live, seller, PersonalMessage.Kind.SOLD, moment.price(), moment.atMs(), output);
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
        Instant.ofEpochMilli(decided.endsAtMs()),
        decided.ledgerHash());
  }

  private RoomState stateAt(LiveAuction live, Moment moment) {
    boolean started = live.auction().snapshot().started();
    return new RoomState(
        live.id(),
        moment.seq(),
        RoomStates.status(
            started,
            live.auction().isClosing(),
            moment.ended(),
            moment.cancelled(),
            moment.paused()),
        moment.price(),
        moment.leaderId() == 0 ? null : names.of(moment.leaderId()),
        moment.minNextBid(),
        Instant.ofEpochMilli(moment.endsAtMs()),
        moment.ledgerHash());
  }

  private RoomState currentState(LiveAuction live) {
    var now = live.auction().snapshot();
    return new RoomState(
        live.id(),
        now.seq(),
        RoomStates.status(
            now.started(),
            live.auction().isClosing(),
            now.ended(),
            now.cancelled(),
            !now.pauses().causes().isEmpty()),
        now.price(),
        now.leaderId() == 0 ? null : names.of(now.leaderId()),
        live.auction().minNextBid(),
        Instant.ofEpochMilli(now.endsAtMs()),
        now.ledgerHash());
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
