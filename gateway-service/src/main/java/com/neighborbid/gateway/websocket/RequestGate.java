package com.neighborbid.gateway.websocket;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import reactor.netty.channel.ChannelOperations;

/// Lets one request of a connection through at a time: the next waits here until the one before is
/// answered and cleared away.
///
/// Behind it nobody has to think about pipelining: a WebSocket may take over the connection, and a
/// refusal may close it, without cutting off an earlier answer. It also keeps clear of a fault of
/// Reactor Netty 1.2.18 (its issue 4361): a request that arrives while the one before is still
/// being cleared away, and is answered at once, leaves the connection unread for ever.
// A write or close that fails ends the connection, and that is noticed as its end.
@SuppressWarnings("FutureReturnValueIgnored")
final class RequestGate extends ChannelDuplexHandler {

  static final String NAME = "neighborbid.requestGate";

  private static final long LOOK_AGAIN_MILLIS = 1;

  private final Queue<Object> held = new ArrayDeque<>();
  private boolean underWay;
  private boolean lookingAgain;
  private boolean readLater;

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (held.isEmpty() && mayPass(ctx, message)) {
      pass(ctx, message);
    } else {
      held.add(message);
      drain(ctx);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (endsAnswer(message)) {
      ctx.write(message, promise.unvoid())
          .addListener(
              _ -> {
                underWay = false;
                drain(ctx);
              });
    } else {
      ctx.write(message, promise);
    }
  }

  /// Whoever sends ahead is not read further until all that was held has passed.
  @Override
  public void read(ChannelHandlerContext ctx) {
    if (held.isEmpty()) {
      ctx.read();
    } else {
      readLater = true;
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    held.forEach(ReferenceCountUtil::release);
    held.clear();
  }

  private void drain(ChannelHandlerContext ctx) {
    boolean passed = false;
    while (!held.isEmpty() && mayPass(ctx, held.element())) {
      pass(ctx, held.remove());
      passed = true;
    }
    if (passed) {
      ctx.fireChannelReadComplete();
    }
    if (held.isEmpty() && readLater) {
      readLater = false;
      ctx.read();
    }
    if (!held.isEmpty() && !underWay && !lookingAgain) {
      lookingAgain = true;
      ctx.executor()
          .schedule(
              () -> {
                lookingAgain = false;
                drain(ctx);
              },
              LOOK_AGAIN_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }

  private boolean mayPass(ChannelHandlerContext ctx, Object message) {
    return !(message instanceof HttpRequest)
        || (!underWay && ChannelOperations.get(ctx.channel()) == null);
  }

  private void pass(ChannelHandlerContext ctx, Object message) {
    underWay |= message instanceof HttpRequest;
    ctx.fireChannelRead(message);
  }

  /// An interim answer such as 100 is a whole message too, but not the end.
  private static boolean endsAnswer(Object message) {
    return message instanceof LastHttpContent
        && !(message instanceof HttpResponse response
            && response.status().codeClass() == HttpStatusClass.INFORMATIONAL);
  }
}
