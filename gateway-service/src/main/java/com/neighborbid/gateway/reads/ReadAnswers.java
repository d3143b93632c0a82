package com.neighborbid.gateway.reads;

import com.neighborbid.gateway.config.GatewaySettings;
import com.neighborbid.gateway.edge.AccessLog;
import com.neighborbid.gateway.edge.RateLimiter;
import com.neighborbid.gateway.edge.StrictHeaders;
import com.neighborbid.gateway.edge.UpstreamHeaders;
import com.neighborbid.gateway.request.RequestContext;
import com.neighborbid.gateway.request.RequestContexts;
import com.neighborbid.gateway.request.RequestIds;
import com.neighborbid.gateway.routing.DirectReads;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What passes between a reader and the service in both directions: the same as on the way of all
/// other requests.
@Component
final class ReadAnswers {
  private final RequestContexts contexts;
  private final RateLimiter limiter;
  private final AccessLog accessLog;
  private final boolean varyByOrigin;
  private final Meter.MeterProvider<Timer> times;

  ReadAnswers(
      RequestContexts contexts,
      RateLimiter limiter,
      AccessLog accessLog,
      GatewaySettings settings,
      MeterRegistry meters) {
    this.contexts = contexts;
    this.limiter = limiter;
    this.accessLog = accessLog;
    this.varyByOrigin = !settings.edge().allowedOrigins().isEmpty();
    this.times =
        Timer.builder("neighborbid.gateway.reads")
            .description("Reads without signing in that were answered by a shared question")
            .withRegistry(meters);
  }

  /// Whether a request may go this way: it is within the limits of its address, and the answer need
  /// not say which pages of other origins may see it.
  boolean isLetIn(RequestContext context, HttpRequest request) {
    return !(varyByOrigin && request.headers().contains(HttpHeaderNames.ORIGIN))
        && limiter.take(context.clientAddress()).isZero();
  }

  RequestContext contextOf(ChannelHandlerContext ctx, HttpRequest request) {
    return contexts.of(ctx.channel().remoteAddress(), request.headers()::getAll);
  }

  /// It goes the way of all others, where it is counted again.
  void giveBack(RequestContext context) {
    limiter.giveBack(context.clientAddress());
  }

  /// A request as the service gets it. The answer is to serve others too: it has to be the whole.
  static HttpHeaders toService(RequestContext context, HttpRequest request) {
    HttpHeaders headers = new DefaultHttpHeaders();
    UpstreamHeaders.copy(request, context, headers);
    return headers.remove(HttpHeaderNames.IF_NONE_MATCH).remove(HttpHeaderNames.ACCEPT_ENCODING);
  }

  /// A question for several: nothing of any of them but what finds it in the logs.
  static HttpHeaders plainToService(RequestContext context) {
    HttpHeaders headers = new DefaultHttpHeaders();
    headers.set(HttpHeaderNames.ACCEPT, "*/*");
    UpstreamHeaders.about(context).forEach(headers::set);
    headers.remove("X-Forwarded-Host");
    return headers;
  }

  /// The service's answer as one who reads gets it.
  FullHttpResponse make(Read read, DirectReads.Answer upstream) {
    HttpRequest request = read.request();
    FullHttpResponse answer = isKnown(request, upstream) ? notModified() : whole(upstream);
    HttpHeaders headers = answer.headers();
    upstream
        .headers()
        .forEach(
            header -> {
              if (UpstreamHeaders.passesBack(header.getKey())) {
                headers.add(header.getKey(), header.getValue());
              }
            });
    if (varyByOrigin) {
      headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
    }
    if (answer.status().equals(HttpResponseStatus.NOT_MODIFIED)) {
      headers.remove(HttpHeaderNames.CONTENT_TYPE); // there is none to describe
    }
    StrictHeaders.ofData().forEach(headers::set);
    headers.set(RequestIds.HEADER, read.context().requestId());
    HttpUtil.setKeepAlive(answer, HttpUtil.isKeepAlive(request));
    int status = answer.status().code();
    accessLog.answered(
        read.context(), request.method().name(), read.path(), status, read.startNanos());
    times
        .withTag("status", Integer.toString(status))
        .record(System.nanoTime() - read.startNanos(), TimeUnit.NANOSECONDS);
    return answer;
  }

  private static FullHttpResponse whole(DirectReads.Answer upstream) {
    ByteBuf body = Unpooled.wrappedBuffer(upstream.body());
    FullHttpResponse answer =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, upstream.status(), body);
    answer.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    return answer;
  }

  private static FullHttpResponse notModified() {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_MODIFIED, Unpooled.EMPTY_BUFFER);
  }

  /// Whether the reader has what the service answered, see RFC 9110, 13.1.2.
  private static boolean isKnown(HttpRequest request, DirectReads.Answer upstream) {
    String etag = upstream.headers().get(HttpHeaderNames.ETAG);
    return etag != null
        && upstream.status().equals(HttpResponseStatus.OK)
        && request.headers().getAll(HttpHeaderNames.IF_NONE_MATCH).stream()
            .flatMap(line -> Stream.of(line.split(",")))
            .map(String::strip)
            .anyMatch(tag -> tag.equals("*") || strong(tag).equals(strong(etag)));
  }

  private static String strong(String etag) {
    return etag.startsWith("W/") ? etag.substring(2) : etag;
  }
}
