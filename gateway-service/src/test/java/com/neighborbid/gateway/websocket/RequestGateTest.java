package com.neighborbid.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.junit.jupiter.api.Test;

class RequestGateTest {

  private final Reads reads = new Reads();
  private final EmbeddedChannel channel = new EmbeddedChannel();

  RequestGateTest() {
    channel.config().setAutoRead(false);
    channel.pipeline().addLast(reads, new RequestGate());
  }

  /// A client that sends requests and never reads answers would fill the memory.
  @Test
  void whoSendsAheadIsNotReadFurtherUntilItsTurn() {
    ask();
    ask();
    int before = reads.count;
    channel.read();
    assertThat(reads.count).isEqualTo(before);
    answer();
    assertThat(reads.count).isEqualTo(before + 1);
  }

  @Test
  void whoDoesNotIsRead() {
    ask();
    int before = reads.count;
    channel.read();
    assertThat(reads.count).isEqualTo(before + 1);
  }

  private void ask() {
    channel.writeInbound(
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"),
        LastHttpContent.EMPTY_LAST_CONTENT);
  }

  private void answer() {
    channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
  }

  private static final class Reads extends ChannelOutboundHandlerAdapter {
    private int count;

    @Override
    public void read(ChannelHandlerContext ctx) {
      count++;
      ctx.read();
    }
  }
}
