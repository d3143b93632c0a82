package com.neighborbid.realtime.netty;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.auth.Verification;
import com.neighborbid.common.contract.BidIds;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BidderFact;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.realtime.bids.Bidder;
import com.neighborbid.realtime.protocol.CloseCode;
import com.neighborbid.realtime.protocol.FromClient;
import com.neighborbid.realtime.protocol.ToClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who somebody is and what he asks for. Lives on the loop of his socket, except for what a
/// [Bidder] is told.
///
/// What he says is taken in order; while it is not known yet who he is or whether the room exists,
/// it waits.
final class Session implements Bidder {
  private static final Logger log = LoggerFactory.getLogger(Session.class);
  private static final int MOST_HELD = 64;

  private final Services services;
  private final Handshake handshake;
  private final Socket socket;
  private final Consumer<ToClient> personal;

  /// What must be known before anything he says is taken: the room to begin with, and every token.
  private int waitingFor = 1;

  private @Nullable ArrayDeque<FromClient> held;
  private @Nullable Caller caller;
  private @Nullable Runnable signedOut;
  private boolean hasSaidWho;
  private int bidsInFlight;

  /// Bids of which something has to be known before they can be taken.
  private int bidsAskedFor;

  private int talking;
  private CompletableFuture<Optional<ErrorCode>> lastTalk =
      CompletableFuture.completedFuture(Optional.empty());

  Session(Services services, Handshake handshake, Socket socket) {
    this.services = services;
    this.handshake = handshake;
    this.socket = socket;
    this.personal = socket::tell;
  }

  /// Finds out who he is, then goes to the room.
  void start() {
    String token = handshake.token();
    if (token == null) {
      socket.join();
    } else {
      verify(token, this::handshakeVerified);
    }
  }

  /// The room has let him in.
  void inRoom() {
    goOn();
  }

  void heard(FromClient message) {
    if (waitingFor == 0) {
      act(message);
      return;
    }
    if (held == null) {
      held = new ArrayDeque<>();
    }
    held.add(message);
  }

  /// Whether he has heard what became of everything that was taken from him.
  boolean isAnswered() {
    return bidsInFlight == 0 && talking == 0 && bidsAskedFor == 0 && held == null;
  }

  /// Whether so much waits that nothing more should be read.
  boolean holdsTooMuch() {
    return held != null && held.size() >= MOST_HELD;
  }

  private void goOn() {
    waitingFor--;
    while (held != null && waitingFor == 0 && socket.isOpen()) {
      FromClient next = held.poll();
      if (next == null) {
        held = null;
      } else {
        act(next);
      }
    }
    socket.readWhenUseful();
    socket.leaveWhenAnswered();
  }

  private void act(FromClient message) {
    switch (message) {
      case FromClient.Bid bid -> bid(bid);
      case FromClient.Chat chat ->
          talk(
              chat.id(),
              by -> services.chat().say(by, handshake.auctionId(), UUID.randomUUID(), chat.text()));
      case FromClient.RemoveChat remove ->
          talk(
              remove.id(),
              by -> services.chat().remove(by, handshake.auctionId(), remove.messageId()));
      case FromClient.Auth(String token) -> {
        hasSaidWho = true;
        verify(token, this::refreshVerified);
      }
      case FromClient.Ping() -> socket.tell(new ToClient.Pong());
      case FromClient.Invalid invalid -> {
        services.metrics().invalidMessage();
        socket.tell(
            new ToClient.Refused(invalid.code().name(), invalid.id(), null, null, invalid.field()));
      }
    }
  }

  private void bid(FromClient.Bid bid) {
    Caller bidder = caller;
    if (bidder == null || !counts(bidder)) {
      socket.tell(ToClient.Refused.of(ErrorCode.UNAUTHORIZED, bid.id()));
    } else if (hasTooManyInFlight()) {
      socket.tell(ToClient.Refused.of(ErrorCode.TOO_MANY_REQUESTS, bid.id()));
    } else {
      whenKnown(
          services.limits().take(bidder.userId(), handshake.auctionId()),
          pause -> bid(bid, bidder, pause));
    }
  }

  private boolean hasTooManyInFlight() {
    int most = services.settings().mostBidsInFlight();
    return most > 0 && bidsInFlight >= most;
  }

  private void bid(FromClient.Bid bid, Caller bidder, Duration pause) {
    if (pause.isZero()) {
      long most = Objects.requireNonNullElse(bid.maxAmount(), bid.amount());
      whenKnown(
          services.facts().of(bidder, handshake.auctionId(), most),
          facts ->
              facts.ifPresentOrElse(
                  known -> place(bid, bidder, known),
                  () -> socket.tell(ToClient.Refused.of(ErrorCode.SERVICE_UNAVAILABLE, bid.id()))));
    } else {
      socket.tell(ToClient.Refused.of(ErrorCode.TOO_MANY_REQUESTS, bid.id()));
    }
  }

  private void place(FromClient.Bid bid, Caller bidder, List<BidderFact> facts) {
    bidsInFlight++;
    PlaceBid placed = placeBid(bid, bidder.userId(), facts);
    services.bids().place(placed, bid.id(), handshake.requestId(), this);
  }

  /// What has to be known is mostly known at once; where it is not, what he says next waits.
  private <T> void whenKnown(CompletableFuture<T> wanted, Consumer<T> then) {
    if (wanted.isDone()) {
      then.accept(wanted.join());
      return;
    }
    waitingFor++;
    bidsAskedFor++;
    var _ =
        wanted.thenAccept(
            known ->
                socket
                    .loop()
                    .execute(
                        () -> {
                          bidsAskedFor--;
                          if (socket.isOpen()) {
                            then.accept(known);
                            goOn();
                          }
                        }));
  }

  /// Does something about the chat, one thing after the other.
  ///
  /// @param id the client's own name for it
  /// @param what answers why it was not done; blocks
  private void talk(@Nullable String id, Function<Caller, Optional<ErrorCode>> what) {
    Caller by = caller;
    if (by == null || !counts(by)) {
      socket.tell(ToClient.Refused.of(ErrorCode.UNAUTHORIZED, id));
    } else if (talking >= MOST_HELD) {
      socket.tell(ToClient.Refused.of(ErrorCode.TOO_MANY_REQUESTS, id));
    } else {
      talking++;
      lastTalk =
          lastTalk
              .thenApplyAsync(_ -> what.apply(by), services.blocking())
              .exceptionally(
                  e -> {
                    log.error("Chat of auction {} failed", handshake.auctionId(), e);
                    return Optional.of(ErrorCode.INTERNAL);
                  })
              .thenApply(
                  refusal -> {
                    socket.loop().execute(() -> talked(refusal, id));
                    return refusal;
                  });
    }
  }

  private void talked(Optional<ErrorCode> refusal, @Nullable String id) {
    talking--;
    refusal.ifPresent(code -> socket.tell(ToClient.Refused.of(code, id)));
    socket.leaveWhenAnswered();
  }

  private PlaceBid placeBid(FromClient.Bid bid, long bidderId, List<BidderFact> facts) {
    String id = bid.id();
    UUID bidId =
        id == null
            ? BidIds.timeOrdered(services.clock())
            : BidIds.bid(bidderId, handshake.auctionId(), id);
    return new PlaceBid(
        handshake.auctionId(),
        bidId,
        bidderId,
        bid.amount(),
        bid.maxAmount(),
        facts,
        services.instance());
  }

  private void verify(String token, Consumer<Verification> then) {
    waitingFor++;
    services
        .blocking()
        .execute(
            () -> {
              Verification verification = services.tokens().verify(token);
              socket
                  .loop()
                  .execute(
                      () -> {
                        if (socket.isOpen()) {
                          then.accept(verification);
                          goOn();
                        }
                      });
            });
  }

  private void handshakeVerified(Verification verification) {
    switch (verification) {
      case Verification.Valid(Caller known) -> {
        signedIn(known);
        socket.join();
      }
      case Verification.Invalid _ -> socket.close(CloseCode.UNAUTHORIZED);
      case Verification.KeysUnavailable() -> socket.close(CloseCode.RESTARTING);
    }
  }

  private void refreshVerified(Verification verification) {
    switch (verification) {
      case Verification.Valid(Caller known) -> {
        if (caller != null && caller.userId() != known.userId()) {
          socket.tell(ToClient.Refused.of(ErrorCode.FORBIDDEN, null));
        } else {
          signedIn(known);
          socket.tell(new ToClient.Authenticated(known.expiresAt()));
        }
      }
      case Verification.Invalid _ -> socket.close(CloseCode.UNAUTHORIZED);
      case Verification.KeysUnavailable() ->
          socket.tell(ToClient.Refused.of(ErrorCode.SERVICE_UNAVAILABLE, null));
    }
  }

  private void signedIn(Caller known) {
    boolean first = caller == null;
    leaveSignIn();
    caller = known;
    if (known.signIn() != null) {
      Runnable close = () -> socket.loop().execute(() -> socket.close(CloseCode.UNAUTHORIZED));
      signedOut = close;
      services.signIns().came(known.signIn(), close);
    }
    if (first) {
      services.people().came(known.userId(), handshake.auctionId(), personal);
    }
  }

  private void leaveSignIn() {
    if (caller != null && caller.signIn() != null && signedOut != null) {
      services.signIns().left(caller.signIn(), signedOut);
    }
  }

  /// Whether his token has run out and was not replaced for so long that he has to go, or the one
  /// that he has announced did not come.
  ///
  /// @param ageNanos of the socket
  boolean hasOutstayed(long ageNanos) {
    if (caller == null) {
      return handshake.tokenAnnounced()
          && !hasSaidWho
          && ageNanos > services.settings().announcedLimit().toNanos();
    }
    return isExpired(caller.expiresAt().plus(services.settings().tokenGrace()));
  }

  private boolean counts(Caller one) {
    return !isExpired(one.expiresAt()) && !services.signIns().isEnded(one.signIn());
  }

  private boolean isExpired(Instant expiry) {
    return !services.clock().instant().isBefore(expiry);
  }

  void end() {
    held = null;
    leaveSignIn();
    if (caller != null) {
      services.people().left(caller.userId(), personal);
    }
  }

  @Override
  public void received(ToClient message) {
    socket.tell(message);
  }

  @Override
  public void answered(ToClient answer) {
    socket
        .loop()
        .execute(
            () -> {
              bidsInFlight--;
              socket.tell(answer);
              socket.leaveWhenAnswered();
            });
  }

  @Override
  public boolean gone() {
    return socket.isGone();
  }
}
