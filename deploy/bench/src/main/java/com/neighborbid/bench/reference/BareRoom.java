package com.neighborbid.bench.reference;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A room as anybody would write it with Netty: what one says is sent on to all, one write for each
/// message and viewer. No database, no log, no Redis, nothing kept. The message is made once, and
/// is of the same form and length as that of the realtime service.
final class BareRoom {
  private static final int LARGEST_REQUEST = 8 * 1024;
  private static final String AMOUNT = "\"amount\":";

  /// Each thread's own, so that a message costs one task for each thread and not for each viewer.
  private final Map<EventLoop, List<Channel>> viewers = new HashMap<>();

  private final Bids bids = new Bids();
  private long seq;

  private BareRoom() {}

  /// Runs until its standard input ends; prints the port it listens on.
  static void main() throws Exception {
    BareRoom room = new BareRoom();
    BareServer.run(server -> server.listen(room::prepare));
  }

  private void prepare(SocketChannel channel) {
    channel
        .pipeline()
        .addLast(new HttpServerCodec())
        .addLast(new HttpObjectAggregator(LARGEST_REQUEST))
        .addLast(
            new WebSocketServerProtocolHandler(
                WebSocketServerProtocolConfig.newBuilder()
                    .websocketPath("/")
                    .checkStartsWith(true)
                    .build()))
        .addLast(bids);
  }

  @Sharable
  private final class Bids extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof HandshakeComplete) {
        enter(ctx.channel());
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
      String bid = frame.text();
      int from = bid.indexOf(AMOUNT) + AMOUNT.length();
      tell(Long.parseLong(bid, from, bid.indexOf(',', from), 10));
    }
  }

  private synchronized void enter(Channel viewer) {
    List<Channel> ofLoop = viewers.computeIfAbsent(viewer.eventLoop(), _ -> new ArrayList<>());
    String snapshot =
        """
        {"type":"snapshot","auctionId":1,"seq":%d,"status":"ACTIVE","amount":0,"bidder":null,\
        "minNextBid":1000,"endsAt":"2026-11-22T02:00:00Z","viewers":1000,\
        "serverTime":"2026-11-21T14:00:00.123456789Z"}\
        """
            .formatted(seq);
    viewer
        .eventLoop()
        .execute(
            () -> {
              var _ = viewer.writeAndFlush(new TextWebSocketFrame(snapshot));
              ofLoop.add(viewer);
            });
    var _ =
        viewer
            .closeFuture()
            .addListener(_ -> viewer.eventLoop().execute(() -> ofLoop.remove(viewer)));
  }

  private synchronized void tell(long amount) {
    String text =
        """
        {"type":"update","auctionId":1,"seq":%d,"amount":%d,"bidder":"bench.bidder0.mhabcdef",\
        "msg":"bench.bidder0.mhabcdef bid 123,456 won.","bidId":"01a1fc49-ef47-7f3d-8634-4e9979ad7c7e",\
        "minNextBid":%d,"endsAt":"2026-11-22T02:00:00.123456Z","at":"2026-11-21T14:00:00.123Z",\
        "ledgerHash":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}\
        """
            .formatted(++seq, amount, amount + 1);
    ByteBuf shared =
        ByteBufUtil.encodeString(
            PooledByteBufAllocator.DEFAULT, CharBuffer.wrap(text), StandardCharsets.UTF_8);
    shared.retain(viewers.size());
    viewers.forEach((loop, ofLoop) -> loop.execute(() -> tell(ofLoop, shared)));
    shared.release();
  }

  private static void tell(List<Channel> viewers, ByteBuf shared) {
    for (Channel viewer : viewers) {
      var _ = viewer.writeAndFlush(new TextWebSocketFrame(shared.retainedDuplicate()));
    }
    shared.release();
  }
}
