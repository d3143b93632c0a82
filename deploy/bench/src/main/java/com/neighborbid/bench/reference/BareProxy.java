package com.neighborbid.bench.reference;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A reverse proxy as anybody would write it with Netty, before a server that has one answer: each
/// request is read, sent on over a connection that is kept, and its answer read and handed back.
final class BareProxy {
  private static final int LARGEST = 64 * 1024;

  private BareProxy() {}

  /// Runs until its standard input ends; prints the port of the proxy.
  static void main() throws Exception {
    BareServer.run(
        server -> {
          Answering answering = new Answering();
          int upstream = server.listen(channel -> serve(channel, answering));
          return server.listen(channel -> serve(channel, new Passing(upstream)));
        });
  }

  private static void serve(
      SocketChannel channel, SimpleChannelInboundHandler<FullHttpRequest> handler) {
    channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(LARGEST), handler);
  }

  @Sharable
  private static final class Answering extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final ByteBuf body =
        Unpooled.unreleasableBuffer(
            Unpooled.directBuffer()
                .writeBytes(Reference.ANSWER.getBytes(StandardCharsets.US_ASCII)));

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body.duplicate());
      response
          .headers()
          .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
          .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
      ctx.writeAndFlush(response, ctx.voidPromise());
    }
  }

  /// One client, who asks one thing at a time, and the connection that belongs to him.
  private static final class Passing extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final int port;
    private @Nullable Channel upstream;

    Passing(int port) {
      this.port = port;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      // Nothing is read from him before there is somebody to hand it to.
      ctx.channel().config().setAutoRead(false);
      var _ =
          BareServer.connecting(ctx.channel().eventLoop(), port, channel -> back(channel, ctx))
              .connect()
              .addListener(
                  connected -> {
                    if (connected.isSuccess()) {
                      ctx.channel().config().setAutoRead(true);
                    } else {
                      ctx.close();
                    }
                  });
    }

    private void back(SocketChannel channel, ChannelHandlerContext client) {
      upstream = channel;
      channel
          .pipeline()
          .addLast(
              new HttpClientCodec(),
              new HttpObjectAggregator(LARGEST),
              new SimpleChannelInboundHandler<FullHttpResponse>(false) {
                @Override
                protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse answer) {
                  client.writeAndFlush(answer, client.voidPromise());
                }
              });
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      Channel to = upstream;
      if (to != null) {
        to.writeAndFlush(request.retain(), to.voidPromise());
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (upstream != null) {
        upstream.close();
      }
    }
  }
}
