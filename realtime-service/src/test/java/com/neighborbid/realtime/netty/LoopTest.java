package com.neighborbid.realtime.netty;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.realtime.metrics.RealtimeMetrics;
import com.neighborbid.servers.Waiting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopTest {
  private final EventLoop eventLoop = new DefaultEventLoop();
  private final Loop loop = new Loop(eventLoop);
  private final RealtimeMetrics metrics = new RealtimeMetrics(new SimpleMeterRegistry());
  private final Seats room = new Seats(loop, metrics);

  @AfterEach
  void stop() {
    eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /// A message that cannot be written.
  private static final class Unwritable extends UnpooledHeapByteBuf {
    private final Throwable failure;

    Unwritable(Throwable failure) {
      super(UnpooledByteBufAllocator.DEFAULT, 16, 16);
      this.failure = failure;
    }

    @Override
    public ByteBuf retain() {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
  }

  /// Regression: after one failure the loop took its next round for ordered, and none ever came.
  @ParameterizedTest
  @ValueSource(strings = {"exception", "memory"})
  void goesOnSendingWhateverFailed(String failure) {
    Throwable thrown =
        switch (failure) {
          case "exception" -> new IllegalStateException("broken");
          default -> new OutOfMemoryError("no direct memory left");
        };
    ByteBuf broken = new Unwritable(thrown);
    say(new Seats(loop, metrics), broken);
    assertSaid(broken);
    ByteBuf next = Unpooled.copiedBuffer(new byte[] {1});
    say(room, next);
    assertSaid(next);
  }

  @Test
  void aRoomThatFailsDoesNotSilenceTheOthersOfItsRound() {
    ByteBuf other = Unpooled.copiedBuffer(new byte[] {1});
    eventLoop
        .submit(
            () -> {
              new Seats(loop, metrics)
                  .broadcast(new Unwritable(new IllegalStateException("x")), RoomNews.ASIDE);
              room.broadcast(other, RoomNews.ASIDE);
            })
        .syncUninterruptibly();
    assertSaid(other);
  }

  private void say(Seats seats, ByteBuf frame) {
    eventLoop.submit(() -> seats.broadcast(frame, RoomNews.ASIDE)).syncUninterruptibly();
  }

  /// What was said to everybody is let go.
  private static void assertSaid(ByteBuf frame) {
    assertThat(Waiting.until(Duration.ofSeconds(10), () -> frame.refCnt() == 0)).isTrue();
  }
}
