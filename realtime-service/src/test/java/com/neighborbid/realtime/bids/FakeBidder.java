package com.neighborbid.realtime.bids;

import com.neighborbid.realtime.protocol.ToClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers what it was told, as a word each.
final class FakeBidder implements Bidder {
  final List<String> heard = new CopyOnWriteArrayList<>();
  volatile boolean gone;

  @Override
  public void received(ToClient message) {
    heard.add("received");
  }

  @Override
  public void answered(ToClient answer) {
    heard.add(
        switch (answer) {
          case ToClient.Refused refused -> refused.code();
          case ToClient.Accepted accepted -> accepted.outcome().status().name();
          default -> answer.toString();
        });
  }

  @Override
  public boolean gone() {
    return gone;
  }
}
