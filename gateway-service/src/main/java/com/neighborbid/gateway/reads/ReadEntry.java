package com.neighborbid.gateway.reads;

import com.neighborbid.gateway.request.RequestContext;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// Takes anonymous reads out of the stream of HTTP requests of one connection. The gate in front of
/// it lets one request through at a time.
// A write or close that fails ends the connection, and that is noticed as its end.
@SuppressWarnings("FutureReturnValueIgnored")
final class ReadEntry extends ChannelDuplexHandler {

  static final String NAME = "neighborbid.readEntry";

  private final ReadAnswers answers;
  private final SharedReads reads;
  private @Nullable HttpRequest begun;
  private @Nullable Read underWay;
  private @Nullable ChannelPromise closing;
  private boolean closed;

  ReadEntry(ReadAnswers answers, SharedReads reads) {
    this.answers = answers;
    this.reads = reads;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    HttpRequest request = begun;
    if (closed) {
      ReferenceCountUtil.release(message); // what follows the last request is not processed
    } else if (request != null) {
      begun = null;
      if (message instanceof LastHttpContent end && !end.content().isReadable()) {
        begin(ctx, request, end);
      } else {
        ctx.fireChannelRead(request);
        ctx.fireChannelRead(message);
      }
    } else if (message instanceof HttpRequest first && PublicReads.isOne(first)) {
      begun = first;
    } else {
      ctx.fireChannelRead(message);
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest request, LastHttpContent end) {
    RequestContext context = answers.contextOf(ctx, request);
    if (answers.isLetIn(context, request)) {
      Read read = new Read(this, ctx, request, end, answers, context);
      underWay = read;
      reads.join(read);
    } else {
      pass(ctx, request, end);
    }
  }

  /// Whether the connection waits for this read; it does not any more afterwards.
  boolean isWaitedFor(Read read) {
    boolean waited = underWay == read;
    if (waited) {
      underWay = null;
    }
    return waited;
  }

  void answer(ChannelHandlerContext ctx, FullHttpResponse answer) {
    ChannelPromise held = closing;
    closed = held != null || !HttpUtil.isKeepAlive(answer);
    if (closed) {
      HttpUtil.setKeepAlive(answer, false);
    }
    ChannelFuture written = ctx.writeAndFlush(answer);
    if (closed) {
      written.addListener(_ -> ctx.close(held == null ? ctx.newPromise() : held));
    } else {
      // Nobody else asks for more where the web framework saw no request.
      ctx.read();
    }
  }

  /// The way of all other requests.
  void pass(ChannelHandlerContext ctx, HttpRequest request, LastHttpContent end) {
    ChannelPromise held = closing;
    if (held != null) {
      end.release();
      ctx.close(held);
      return;
    }
    ctx.fireChannelRead(request);
    ctx.fireChannelRead(end);
    ctx.fireChannelReadComplete();
  }

  /// A server that stops closes connections on which the web framework sees no request. One that
  /// waits for an answer gets it first, which takes milliseconds.
  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (underWay != null && closing == null && ctx.channel().isActive()) {
      closing = promise;
    } else {
      ctx.close(promise);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    Read read = underWay;
    if (read != null) {
      underWay = null;
      ReferenceCountUtil.release(read.end());
    }
    ChannelPromise held = closing;
    if (held != null) {
      held.trySuccess();
    }
  }
}
