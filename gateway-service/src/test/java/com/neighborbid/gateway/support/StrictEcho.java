package com.neighborbid.gateway.support;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// A service that says every message again and takes nothing that RFC 6455 forbids: Netty, and what
/// Netty lets pass.
public final class StrictEcho implements AutoCloseable {

  private static final int LONGEST = 8 * 1024;
  private static final WebSocketDecoderConfig FRAMES =
      WebSocketDecoderConfig.newBuilder()
          .maxFramePayloadLength(LONGEST)
          .allowExtensions(false)
          .closeOnProtocolViolation(false)
          .build();

  private final EventLoopGroup loops = new NioEventLoopGroup(1);

  /// Listens at a port that is free.
  public StrictEcho(int port) {
    new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(new HttpRequestDecoder())
                    .addLast(new HttpResponseEncoder())
                    .addLast(new HttpObjectAggregator(LONGEST))
                    .addLast(new Upgrade());
              }
            })
        .bind("127.0.0.1", port)
        .syncUninterruptibly();
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static final class Upgrade extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      ctx.writeAndFlush(new Consent().to(request));
      ChannelPipeline pipeline = ctx.pipeline();
      pipeline.remove(HttpObjectAggregator.class);
      pipeline.replace(HttpResponseEncoder.class, null, new WebSocket13FrameEncoder(false));
      pipeline.addLast(
          new Utf8FrameValidator(false), new WebSocketFrameAggregator(LONGEST), new Echo());
      pipeline.remove(this);
      // Last, because it hands on the frames of a client who did not wait for the consent.
      pipeline.replace(HttpRequestDecoder.class, null, new WebSocket13FrameDecoder(FRAMES));
    }
  }

  private static final class Consent extends WebSocketServerHandshaker13 {
    Consent() {
      super("/", null, FRAMES);
    }

    FullHttpResponse to(FullHttpRequest request) {
      return newHandshakeResponse(request, EmptyHttpHeaders.INSTANCE);
    }
  }

  private static final class Echo extends SimpleChannelInboundHandler<WebSocketFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
      ByteBuf content = frame.content();
      switch (frame) {
        case TextWebSocketFrame _ -> ctx.writeAndFlush(new TextWebSocketFrame(content.retain()));
        case BinaryWebSocketFrame _ ->
            ctx.writeAndFlush(new BinaryWebSocketFrame(content.retain()));
        case PingWebSocketFrame _ -> ctx.writeAndFlush(new PongWebSocketFrame(content.retain()));
        case CloseWebSocketFrame close -> goodbye(ctx, close);
        default -> {}
      }
    }

    private static void goodbye(ChannelHandlerContext ctx, CloseWebSocketFrame close) {
      CloseWebSocketFrame answer =
          close.statusCode() > 4999
              ? new CloseWebSocketFrame(WebSocketCloseStatus.PROTOCOL_ERROR)
              : isText(close)
                  ? new CloseWebSocketFrame(true, 0, close.content().retain())
                  : new CloseWebSocketFrame(WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
      // After a goodbye nothing is heard.
      ctx.pipeline().remove(ctx.handler());
      ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    private static boolean isText(CloseWebSocketFrame close) {
      try {
        ByteBuffer reason = close.content().nioBuffer();
        StandardCharsets.UTF_8.newDecoder().decode(reason.position(Math.min(2, reason.limit())));
        return true;
      } catch (CharacterCodingException _) {
        return false;
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      WebSocketCloseStatus status =
          switch (cause) {
            case TooLongFrameException _ -> WebSocketCloseStatus.MESSAGE_TOO_BIG;
            case CorruptedWebSocketFrameException corrupted -> corrupted.closeStatus();
            default -> WebSocketCloseStatus.INTERNAL_SERVER_ERROR;
          };
      ctx.writeAndFlush(new CloseWebSocketFrame(status)).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
