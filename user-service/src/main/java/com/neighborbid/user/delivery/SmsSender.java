package com.neighborbid.user.delivery;

import com.neighborbid.user.delivery.Outcome.Dropped;
import com.neighborbid.user.delivery.Outcome.Sent;
import com.neighborbid.user.preference.domain.Channel;
import org.springframework.stereotype.Component;

/// Letters as text messages, through whatever [TextMessages] this deployment has.
@Component
class SmsSender implements Sender {
  private final TextMessages messages;

  SmsSender(TextMessages messages) {
    this.messages = messages;
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public boolean isOffered() {
    return messages.isOffered();
  }

  @Override
  public Outcome send(Letter letter) {
    String phone = letter.preferences().phone();
    if (phone == null) {
      return new Dropped("there is no telephone number any more");
    }
    messages.send(phone, letter.lines().getFirst().words().text());
    return new Sent();
  }
}
