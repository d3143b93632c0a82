package com.neighborbid.realtime.chat;

/// The chat, or who may moderate it, cannot be reached now.
public final class ChatAwayException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ChatAwayException(Throwable cause) {
    super(cause);
  }
}
