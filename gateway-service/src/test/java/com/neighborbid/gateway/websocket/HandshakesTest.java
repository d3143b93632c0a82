package com.neighborbid.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.neighborbid.gateway.routing.Instance;
import com.neighborbid.gateway.routing.Instances;
import com.neighborbid.gateway.routing.Service;
import com.neighborbid.gateway.support.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandshakesTest {

  private final Instance instance =
      new Instances(Settings.of(Map.of()), new SimpleMeterRegistry())
          .of(Service.REALTIME)
          .getFirst();
  private final EmbeddedChannel channel = new EmbeddedChannel();

  /// Regression: it was counted as in use for ever, as what was never open is never closed.
  @Test
  void aConnectionThatCouldNotEvenBeMadeIsInUseNoMore() {
    ChannelFuture connecting =
        new Bootstrap()
            .group(channel.eventLoop())
            .channelFactory(
                () -> {
                  throw new IllegalStateException("too many open files");
                })
            .handler(new ChannelInboundHandlerAdapter())
            .connect("127.0.0.1", 1);
    instance.take();
    Handshakes.releaseAtTheEnd(instance, connecting);
    await().until(() -> instance.inUse() == 0);
    assertThat(connecting.isSuccess()).isFalse();
  }

  @Test
  void aRefusedConnectionIsInUseNoMore() {
    ChannelPromise connecting = channel.newPromise();
    instance.take();
    Handshakes.releaseAtTheEnd(instance, connecting);
    connecting.setFailure(new IOException("refused"));
    assertThat(instance.inUse()).isZero();
    channel.close();
    assertThat(instance.inUse()).as("once").isZero();
  }

  @Test
  void aConnectionIsInUseUntilItIsClosed() {
    ChannelPromise connecting = channel.newPromise();
    instance.take();
    Handshakes.releaseAtTheEnd(instance, connecting);
    connecting.setSuccess();
    assertThat(instance.inUse()).isOne();
    channel.close();
    assertThat(instance.inUse()).isZero();
  }
}
