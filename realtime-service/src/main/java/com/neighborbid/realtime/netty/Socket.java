package com.neighborbid.realtime.netty;

import com.neighborbid.realtime.protocol.CloseCode;
import com.neighborbid.realtime.protocol.FromClientParser;
import com.neighborbid.realtime.protocol.ToClient;
import com.neighborbid.realtime.room.Viewer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One viewer's socket, after the upgrade: frames in, frames out, and how it ends. What he says is
/// his [Session]'s business. Everything happens on the socket's event loop, except where a method
/// says otherwise.
final class Socket extends ListedHandler implements Viewer {
  private static final Logger log = LoggerFactory.getLogger(Socket.class);
  private static final long GOODBYE_LIMIT_NANOS = 1_000_000_000L;

  private final Services services;
  private final Handshake handshake;
  private final Channel channel;
  private final Outgoing out;
  private final @Nullable Conflation conflation;
  private final MessageLimit limit;
  private final Session session;

  private final long openedNanos;
  private long lastReadNanos;
  private long lastPingNanos;
  private long closingSinceNanos;
  private int closeCode;
  private boolean closing;
  private boolean sentAway;
  private long sentAwayByNanos;
  private @Nullable Seats seats;
  private volatile boolean gone;

  Socket(Services services, Handshake handshake, Channel channel, Loop loop) {
    super(loop, handshake.language());
    this.services = services;
    this.handshake = handshake;
    this.channel = channel;
    this.out = new Outgoing(channel, loop, this);
    this.conflation = handshake.conflate() ? new Conflation(out, loop) : null;
    this.openedNanos = System.nanoTime();
    this.lastReadNanos = openedNanos;
    this.lastPingNanos = lastReadNanos;
    SocketSettings settings = services.settings();
    this.limit =
        new MessageLimit(
            settings.mostMessages(), settings.messagePeriod().toNanos(), lastReadNanos);
    this.session = new Session(services, handshake, this);
  }

  /// The upgrade is done.
  void start() {
    services.metrics().opened();
    loop().add(this);
    if (handshake.originAllowed()) {
      session.start();
    } else {
      close(CloseCode.FORBIDDEN_ORIGIN);
    }
  }

  // ---- what comes in

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      lastReadNanos = System.nanoTime();
      if (!closing) {
        read((WebSocketFrame) message);
      } else if (message instanceof CloseWebSocketFrame) {
        var _ = channel.close();
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text when isWithinLimit() -> {
        session.heard(FromClientParser.parse(ByteBufUtil.getBytes(text.content())));
        readWhenUseful();
      }
      case PingWebSocketFrame ping when isWithinLimit() -> {
        var pong = new PongWebSocketFrame(ping.content().retain());
        var _ = channel.writeAndFlush(pong, channel.voidPromise());
      }
      case TextWebSocketFrame _, PingWebSocketFrame _ -> close(CloseCode.TOO_MANY_MESSAGES);
      case PongWebSocketFrame _ -> {}
      case CloseWebSocketFrame close -> closedByPeer(close);
      default -> close(CloseCode.BAD_MESSAGE);
    }
  }

  private boolean isWithinLimit() {
    services.metrics().messageIn();
    return !limit.exceeded(lastReadNanos);
  }

  /// Stops to read from a peer that does not take what it is told, or that says more than can be
  /// held.
  void readWhenUseful() {
    boolean wanted = closing || !(sentAway || session.holdsTooMuch() || out.isFull());
    if (channel.config().isAutoRead() != wanted) {
      channel.config().setAutoRead(wanted);
    }
  }

  // ---- the room

  void join() {
    services.rooms().join(handshake.auctionId(), this, handshake.since());
  }

  /// The room has let him in.
  ///
  /// @param first what he is told first; their references are taken over
  void seated(Seats among, List<ByteBuf> first) {
    seats = among;
    among.add(this);
    if (closing) {
      // He left while the room was letting him in; it may not have heard of that.
      first.forEach(ReferenceCountUtil::release);
      services.rooms().leave(handshake.auctionId(), this);
      return;
    }
    first.forEach(out::write);
    services.metrics().messagesOut(first.size());
    session.inRoom();
  }

  /// What the room says to everybody.
  ///
  /// @param joined the whole burst in one
  /// @return how much of it was written to him, or may be later
  int offer(Burst burst, ByteBuf joined) {
    if (closing) {
      return 0;
    }
    Conflation newestOnly = conflation;
    if (newestOnly == null) {
      return out.offer(joined) ? burst.size() : 0;
    }
    int written = 0;
    for (int i = 0; i < burst.size(); i++) {
      if (offer(newestOnly, burst.frame(i), burst.news(i))) {
        written++;
      }
    }
    return written;
  }

  private boolean offer(Conflation newestOnly, ByteBuf frame, RoomNews news) {
    return switch (news) {
      case PRICE -> newestOnly.offer(frame);
      case STEP -> {
        newestOnly.tellNow();
        yield out.offer(frame);
      }
      case ASIDE -> out.offer(frame);
    };
  }

  /// Before anything else is written to him.
  private void afterTheRoom() {
    if (seats != null) {
      seats.sayAll();
    }
  }

  /// The newest state, after having been left out; its reference is taken over.
  void caughtUp(ByteBuf snapshot) {
    afterTheRoom();
    if (closing) {
      snapshot.release();
    } else if (out.caughtUp(snapshot)) {
      forgetPrice();
    }
  }

  /// Any thread.
  @Override
  public void noSuchRoom() {
    loop().execute(() -> close(CloseCode.NO_SUCH_ROOM));
  }

  // ---- what goes out

  /// Tells him alone something. Any thread.
  @Override
  public void tell(ToClient message) {
    if (!loop().isCurrent()) {
      loop().execute(() -> tell(message));
    } else if (!closing) {
      afterTheRoom();
      out.write(Frames.encode(message, language()));
      services.metrics().messagesOut(1);
    }
  }

  void flushNow() {
    out.flushTurn();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (out.writabilityChanged() && !closing) {
      services.rooms().catchUp(handshake.auctionId(), this);
    }
    readWhenUseful();
  }

  // ---- how it goes on and ends

  boolean isOpen() {
    return !closing;
  }

  /// Whether nobody is there any more. Any thread.
  boolean isGone() {
    return gone;
  }

  /// Looked after once a beat.
  void check(long nowNanos) {
    if (closing) {
      if (nowNanos - closingSinceNanos > GOODBYE_LIMIT_NANOS) {
        var _ = channel.close();
      }
      return;
    }
    if (sentAway && nowNanos - sentAwayByNanos > 0) {
      close(CloseCode.RESTARTING);
      return;
    }
    SocketSettings settings = services.settings();
    long silent = nowNanos - lastReadNanos;
    long idleLimit = settings.pingWhenIdle().toNanos();
    if (out.isStuck(nowNanos, settings.stuckLimit().toNanos())) {
      close(CloseCode.TOO_SLOW);
    } else if (silent > settings.deadWhenSilent().toNanos()) {
      var _ = channel.close();
    } else if (session.hasOutstayed(nowNanos - openedNanos)) {
      close(CloseCode.UNAUTHORIZED);
    } else if (silent > idleLimit && nowNanos - lastPingNanos > idleLimit) {
      lastPingNanos = nowNanos;
      var _ = channel.writeAndFlush(Frames.ping(), channel.voidPromise());
    }
  }

  /// This instance stops: nothing more is taken from him, and as soon as he has heard what became
  /// of what was taken he has to go to another one.
  ///
  /// @param limit how long the answers may take
  void sendAway(Duration limit) {
    if (!closing && !sentAway) {
      sentAway = true;
      sentAwayByNanos = System.nanoTime() + limit.toNanos();
      readWhenUseful();
      leaveWhenAnswered();
    }
  }

  /// He has heard one answer more.
  void leaveWhenAnswered() {
    if (sentAway && session.isAnswered()) {
      close(CloseCode.RESTARTING);
    }
  }

  /// Ends the connection without a word, where none can be written.
  void drop() {
    var _ = channel.close();
  }

  void close(CloseCode code) {
    close(code.number(), code.reason());
  }

  /// Says why, leaves the room, and waits a moment for the peer to say goodbye: closing at once
  /// while something unread is there would take the reason away from it.
  private void close(int code, String reason) {
    if (!closing) {
      leave(code);
      var _ = channel.writeAndFlush(new CloseWebSocketFrame(code, reason));
      readWhenUseful();
    }
  }

  private void closedByPeer(CloseWebSocketFrame close) {
    Optional<WebSocketCloseStatus> fault = CloseRules.fault(close);
    if (fault.isPresent()) {
      close(fault.get().code(), fault.get().reasonText());
      return;
    }
    leave(Math.max(0, close.statusCode()));
    var echo = new CloseWebSocketFrame(true, 0, close.content().retain());
    var _ = channel.writeAndFlush(echo).addListener(ChannelFutureListener.CLOSE);
  }

  private void forgetPrice() {
    if (conflation != null) {
      conflation.drop();
    }
  }

  private void leave(int code) {
    afterTheRoom();
    closing = true;
    forgetPrice();
    closeCode = code;
    closingSinceNanos = System.nanoTime();
    services.rooms().leave(handshake.auctionId(), this);
    session.end();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (!isListed()) {
      // Lost before the upgrade was done.
      return;
    }
    if (!closing) {
      leave(0);
    }
    gone = true;
    loop().remove(this);
    services.metrics().closed(closeCode);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    switch (cause) {
      case TooLongFrameException _ -> close(CloseCode.BAD_MESSAGE);
      case CorruptedWebSocketFrameException corrupted -> {
        WebSocketCloseStatus status = corrupted.closeStatus();
        if (status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
          close(CloseCode.BAD_MESSAGE);
        } else {
          close(status.code(), status.reasonText());
        }
      }
      case IOException _, PrematureChannelClosureException _ -> {
        var _ = channel.close();
      }
      default -> {
        log.error("Socket of auction {} failed", handshake.auctionId(), cause);
        var _ = channel.close();
      }
    }
  }
}
