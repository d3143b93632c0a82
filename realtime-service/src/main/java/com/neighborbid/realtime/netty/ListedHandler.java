package com.neighborbid.realtime.netty;

import com.neighborbid.realtime.protocol.Language;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Where a socket belongs: its loop, its language, and its places in the lists of its loop and its
/// room, which it knows so that it can be taken out of a long list at once.
abstract class ListedHandler extends ChannelInboundHandlerAdapter {
  private static final int NOWHERE = -1;

  private final Loop loop;
  private final Language language;
  private int position = NOWHERE;
  private int seat = NOWHERE;

  ListedHandler(Loop loop, Language language) {
    this.loop = loop;
    this.language = language;
  }

  Loop loop() {
    return loop;
  }

  Language language() {
    return language;
  }

  /// Whether its loop knows it.
  boolean isListed() {
    return position != NOWHERE;
  }

  int position() {
    return position;
  }

  void setPosition(int position) {
    this.position = position;
  }

  int seat() {
    return seat;
  }

  void setSeat(int seat) {
    this.seat = seat;
  }
}
