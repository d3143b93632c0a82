package com.neighborbid.gateway.websocket;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.Problem;
import com.neighborbid.gateway.edge.AccessLog;
import com.neighborbid.gateway.edge.Paths;
import com.neighborbid.gateway.edge.UpstreamHeaders;
import com.neighborbid.gateway.problem.Problems;
import com.neighborbid.gateway.request.RequestContext;
import com.neighborbid.gateway.request.RequestIds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.springframework.stereotype.Component;

/// Answers written straight to the connection, for requests that never reach the web framework. The
/// connection is closed after each.
// A write or close that fails ends the connection, and that is noticed as its end.
@SuppressWarnings("FutureReturnValueIgnored")
@Component
final class NettyAnswers {

  private final Problems problems;
  private final AccessLog accessLog;

  NettyAnswers(Problems problems, AccessLog accessLog) {
    this.problems = problems;
    this.accessLog = accessLog;
  }

  /// Refuses with a problem detail.
  void refuse(ChannelHandlerContext ctx, Asked asked, ApiException refusal) {
    ByteBuf body = Unpooled.wrappedBuffer(problems.write(refusal, asked.context()));
    FullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(refusal.code().status()), body);
    answer.headers().set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
    answer.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    refusal
        .retryAfterSeconds()
        .ifPresent(seconds -> answer.headers().set(HttpHeaderNames.RETRY_AFTER, seconds));
    write(ctx, asked, answer);
  }

  /// Passes the refusal of a service on as it is; takes the message over.
  void pass(ChannelHandlerContext ctx, Asked asked, FullHttpResponse upstream) {
    FullHttpResponse answer =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, upstream.status(), upstream.content());
    upstream
        .headers()
        .forEach(
            header -> {
              if (UpstreamHeaders.passesBack(header.getKey())) {
                answer.headers().add(header.getKey(), header.getValue());
              }
            });
    write(ctx, asked, answer);
  }

  /// Notes an answer that is written elsewhere.
  void note(Asked asked, int status) {
    accessLog.answered(asked.context(), asked.method(), asked.path(), status, asked.startNanos());
  }

  private void write(ChannelHandlerContext ctx, Asked asked, FullHttpResponse answer) {
    answer.headers().set(RequestIds.HEADER, asked.context().requestId());
    answer.headers().set("X-Content-Type-Options", "nosniff");
    answer.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes());
    answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    note(asked, answer.status().code());
    ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
  }

  /// A request as far as answers and the access log need it.
  record Asked(RequestContext context, String method, String path, long startNanos) {

    static Asked of(RequestContext context, HttpRequest request) {
      return new Asked(
          context, request.method().name(), Paths.of(request.uri()), System.nanoTime());
    }
  }
}
