package com.neighborbid.realtime.protocol;

/// Why the server ends a socket. The numbers are part of the public contract: after `RESTARTING`,
/// `TOO_SLOW` and `TOO_MANY_MESSAGES` a client comes back after a growing, random pause, after the
/// others not unchanged.
public enum CloseCode {
  RESTARTING(1012, "restarting, come back"),
  BAD_MESSAGE(4400, "bad message"),
  UNAUTHORIZED(4401, "token missing or expired"),
  FORBIDDEN_ORIGIN(4403, "origin not allowed"),
  NO_SUCH_ROOM(4404, "no such room"),
  TOO_SLOW(4408, "too slow"),
  TOO_MANY_MESSAGES(4429, "too many messages");

  private final int number;
  private final String reason;

  CloseCode(int number, String reason) {
    this.number = number;
    this.reason = reason;
  }

  public int number() {
    return number;
  }

  public String reason() {
    return reason;
  }
}
