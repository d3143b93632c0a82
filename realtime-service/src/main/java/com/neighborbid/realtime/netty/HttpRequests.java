package com.neighborbid.realtime.netty;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.error.Problem;
import com.neighborbid.realtime.netty.OperatorPages.Page;
import com.neighborbid.realtime.protocol.FromClientParser;
import com.neighborbid.realtime.protocol.Language;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection before the upgrade: opens rooms, shows operators their pages, and refuses the
/// rest.
final class HttpRequests extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger log = LoggerFactory.getLogger(HttpRequests.class);

  /// What breaks the protocol is closed by the socket, with the codes of the contract.
  private static final WebSocketDecoderConfig FRAMES =
      WebSocketDecoderConfig.newBuilder()
          .maxFramePayloadLength(FromClientParser.MAX_BYTES)
          .closeOnProtocolViolation(false)
          .allowExtensions(false)
          .build();

  private final Services services;
  private final Loops loops;
  private final Handshakes handshakes;
  private final OperatorPages pages;
  private final Executor blocking;
  private final BooleanSupplier draining;

  HttpRequests(
      Services services,
      Loops loops,
      Handshakes handshakes,
      OperatorPages pages,
      Executor blocking,
      BooleanSupplier draining) {
    this.services = services;
    this.loops = loops;
    this.handshakes = handshakes;
    this.pages = pages;
    this.blocking = blocking;
    this.draining = draining;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (request.decoderResult().isFailure()) {
      refuse(ctx, request, ErrorCode.MALFORMED_REQUEST);
      return;
    }
    String path = new QueryStringDecoder(request.uri()).rawPath();
    OptionalLong auctionId = Handshakes.auctionId(path);
    if (auctionId.isPresent()) {
      room(ctx, request, auctionId.getAsLong());
    } else if (!request.method().equals(HttpMethod.GET) && !isHead(request)) {
      refuse(ctx, request, ErrorCode.NOT_FOUND);
    } else {
      page(ctx, request, path);
    }
  }

  private void room(ChannelHandlerContext ctx, FullHttpRequest request, long auctionId) {
    if (draining.getAsBoolean()) {
      refuse(ctx, request, ErrorCode.SERVICE_UNAVAILABLE);
      return;
    }
    Optional<UpgradeRules.Refusal> refusal = UpgradeRules.refusal(request);
    if (refusal.isPresent()) {
      FullHttpResponse response = problem(request, refusal.get().code(), refusal.get().status());
      refusal.get().headers().forEach(response.headers()::set);
      send(ctx, request, response);
      return;
    }
    Handshake handshake;
    try {
      handshake = handshakes.read(request, auctionId);
    } catch (IllegalArgumentException _) {
      // A query that cannot be decoded.
      refuse(ctx, request, ErrorCode.MALFORMED_REQUEST);
      return;
    }
    upgrade(ctx, request, handshake);
  }

  private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, Handshake handshake) {
    Socket socket = new Socket(services, handshake, ctx.channel(), loops.of(ctx.channel()));
    var consented = ctx.writeAndFlush(new Consent().to(request));
    ChannelPipeline pipeline = ctx.pipeline();
    pipeline.remove(RealtimeServer.IDLE_HANDLER);
    pipeline.remove(Bodies.class);
    pipeline.replace(HttpResponseEncoder.class, null, new WebSocket13FrameEncoder(false));
    pipeline.addLast(
        new Utf8FrameValidator(false),
        new WebSocketFrameAggregator(FromClientParser.MAX_BYTES),
        socket);
    pipeline.remove(this);
    var _ =
        consented.addListener(
            result -> {
              if (result.isSuccess()) {
                socket.start();
              } else {
                var _ = ctx.close();
              }
            });
    // Last, because it hands on the frames of a client who did not wait for the consent.
    pipeline.replace(HttpRequestDecoder.class, null, new WebSocket13FrameDecoder(FRAMES));
  }

  /// Netty's answer to a handshake, without what Netty does to the pipeline: its frame decoder
  /// hears early frames before the consent is written.
  private static final class Consent extends WebSocketServerHandshaker13 {
    Consent() {
      super("/", Handshakes.SUBPROTOCOL, FRAMES);
    }

    FullHttpResponse to(FullHttpRequest request) {
      return newHandshakeResponse(request, EmptyHttpHeaders.INSTANCE);
    }
  }

  private void page(ChannelHandlerContext ctx, FullHttpRequest request, String path) {
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    boolean head = isHead(request);
    blocking.execute(
        () -> {
          FullHttpResponse response;
          try {
            Optional<Page> page = pages.page(path);
            response =
                page.map(HttpRequests::response)
                    .orElseGet(() -> problem(request, ErrorCode.NOT_FOUND));
          } catch (RuntimeException e) {
            log.error("Page {} failed", path, e);
            response = problem(request, ErrorCode.INTERNAL);
          }
          send(ctx, keepAlive, head, response);
        });
  }

  private static FullHttpResponse response(Page page) {
    return response(
        HttpResponseStatus.valueOf(page.status()),
        page.contentType(),
        page.body().getBytes(StandardCharsets.UTF_8));
  }

  private static FullHttpResponse response(
      HttpResponseStatus status, String contentType, byte[] body) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    return response;
  }

  private static boolean isHead(HttpRequest request) {
    return request.method().equals(HttpMethod.HEAD);
  }

  /// Gathers bodies, which nobody here needs, and refuses long ones as everything else is refused.
  static final class Bodies extends HttpObjectAggregator {
    Bodies(int longest) {
      super(longest);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
      HttpRequest request = (HttpRequest) oversized;
      // What is left of the body would be taken for the next request.
      send(ctx, false, isHead(request), problem(request, ErrorCode.PAYLOAD_TOO_LARGE));
    }
  }

  private static void refuse(ChannelHandlerContext ctx, FullHttpRequest request, ErrorCode code) {
    send(ctx, request, problem(request, code));
  }

  private static FullHttpResponse problem(HttpRequest request, ErrorCode code) {
    return problem(request, code, HttpResponseStatus.valueOf(code.status()));
  }

  private static FullHttpResponse problem(
      HttpRequest request, ErrorCode code, HttpResponseStatus status) {
    Problem problem =
        Problem.of(
            ApiException.of(code),
            Language.of(request.headers().get(HttpHeaderNames.ACCEPT_LANGUAGE)).locale(),
            request.headers().get("X-Request-Id"));
    Map<String, Object> members = new LinkedHashMap<>(problem.members());
    members.put("status", status.code());
    FullHttpResponse response = response(status, Problem.MEDIA_TYPE, ContractJson.write(members));
    if (code == ErrorCode.SERVICE_UNAVAILABLE) {
      response.headers().set(HttpHeaderNames.RETRY_AFTER, 1);
    }
    return response;
  }

  private static void send(
      ChannelHandlerContext ctx, FullHttpRequest request, FullHttpResponse response) {
    send(
        ctx,
        HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess(),
        isHead(request),
        response);
  }

  /// @param head whether only the head was asked for: it tells the length of a body that does not
  ///   follow, or the client would take that for the next answer
  private static void send(
      ChannelHandlerContext ctx, boolean keepAlive, boolean head, FullHttpResponse response) {
    HttpUtil.setKeepAlive(response, keepAlive);
    FullHttpResponse answer = response;
    if (head) {
      answer = response.replace(Unpooled.EMPTY_BUFFER);
      boolean _ = response.release();
    }
    var sent = ctx.writeAndFlush(answer);
    if (!keepAlive) {
      var _ = sent.addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    log.debug("Connection failed before the upgrade: {}", cause.toString());
    var _ = ctx.close();
  }
}
