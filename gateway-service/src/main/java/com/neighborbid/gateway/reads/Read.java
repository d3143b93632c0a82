package com.neighborbid.gateway.reads;

import com.neighborbid.gateway.edge.Paths;
import com.neighborbid.gateway.request.RequestContext;
import com.neighborbid.gateway.routing.DirectReads;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;

/// One request that waits for an answer which others may get as well.
final class Read implements SharedReads.Reader {
  private final ReadEntry entry;
  private final ChannelHandlerContext ctx;
  private final HttpRequest request;
  private final LastHttpContent end;
  private final ReadAnswers answers;
  private final RequestContext context;
  private final long startNanos = System.nanoTime();

  Read(
      ReadEntry entry,
      ChannelHandlerContext ctx,
      HttpRequest request,
      LastHttpContent end,
      ReadAnswers answers,
      RequestContext context) {
    this.entry = entry;
    this.ctx = ctx;
    this.request = request;
    this.end = end;
    this.answers = answers;
    this.context = context;
  }

  HttpRequest request() {
    return request;
  }

  RequestContext context() {
    return context;
  }

  String path() {
    return Paths.of(request.uri());
  }

  LastHttpContent end() {
    return end;
  }

  long startNanos() {
    return startNanos;
  }

  @Override
  public String target() {
    return request.uri();
  }

  @Override
  public HttpHeaders headers() {
    return ReadAnswers.toService(context, request);
  }

  @Override
  public HttpHeaders plainHeaders() {
    return ReadAnswers.plainToService(context);
  }

  @Override
  public EventLoop loop() {
    return ctx.channel().eventLoop();
  }

  @Override
  public void answered(DirectReads.Answer answer) {
    if (entry.isWaitedFor(this)) {
      end.release();
      entry.answer(ctx, answers.make(this, answer));
    }
  }

  @Override
  public void unanswered() {
    if (entry.isWaitedFor(this)) {
      answers.giveBack(context);
      entry.pass(ctx, request, end);
    }
  }
}
