package com.neighborbid.auction.bidding.domain;

import java.util.ArrayList;
import java.util.List;

/// One user's wallet, with his position in one auction, as part 2 of the engine design decides it:
/// a plain model to play the auction against, sharing no code with the wallet service.
final class SimWallet {
  private final long userId;
  private long available;
  private long level;
  private long commandSeq;
  private boolean closed;
  private long paid;
  private long outside;
  private boolean credited;
  private final List<Message> sent = new ArrayList<>();

  /// A record of the wallet's log.
  sealed interface Command {
    record SetHold(long to, long commandSeq, boolean asking) implements Command {}

    record Capture(long price, long commandSeq) implements Command {}

    record Credit(long amount) implements Command {}

    /// A deposit, or a withdrawal where negative.
    record Money(long change) implements Command {}
  }

  /// What the wallet says.
  sealed interface Message {
    record Answer(long commandSeq, boolean placed) implements Message {}

    record Credit(long amount) implements Message {}
  }

  SimWallet(long userId, long funds) {
    this.userId = userId;
    this.available = funds;
  }

  void decide(Command command) {
    switch (command) {
      case Command.SetHold hold -> setHold(hold);
      case Command.Capture capture -> capture(capture);
      case Command.Credit credit -> {
        if (!credited) {
          available += credit.amount();
        }
        credited = true;
      }
      case Command.Money money -> {
        if (available + money.change() >= 0) {
          available += money.change();
          outside -= money.change();
        }
      }
    }
  }

  private void setHold(Command.SetHold hold) {
    if (hold.commandSeq() > commandSeq && !closed) {
      commandSeq = hold.commandSeq();
      if (hold.to() - level <= available) {
        available -= hold.to() - level;
        level = hold.to();
      }
    }
    if (hold.asking()) {
      sent.add(new Message.Answer(hold.commandSeq(), hold.to() <= level));
    }
  }

  private void capture(Command.Capture capture) {
    if (closed) {
      return;
    }
    closed = true;
    if (capture.price() > level) {
      throw new AssertionError("user " + userId + " holds " + level + " and shall pay " + capture);
    }
    available += level - capture.price();
    level = 0;
    paid = capture.price();
    sent.add(new Message.Credit(capture.price()));
  }

  long available() {
    return available;
  }

  long level() {
    return level;
  }

  /// What the capture took.
  long paid() {
    return paid;
  }

  /// What was withdrawn less what was deposited.
  long outside() {
    return outside;
  }

  /// Everything it ever said, oldest first.
  List<Message> sent() {
    return sent;
  }
}
