package com.neighborbid.chaos.load;

import com.neighborbid.systemtests.client.Reply;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;

/// One request and what came of it. A timeout is unknown, never failed, and so is every answer of a
/// server that could not finish: the request may have been taken before.
///
/// @param what kind of request, such as `bid`
/// @param reply empty where there was none
/// @param failure why there was none
public record Result(String what, Optional<Reply> reply, String failure) {
  private static final int ACCEPTED = 202;
  private static final int CLIENT_ERROR = 400;
  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  /// Asks.
  public static Result of(String what, Supplier<Reply> request) {
    try {
      return new Result(what, Optional.of(request.get()), "");
    } catch (UncheckedIOException e) {
      return new Result(what, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  public Certainty certainty() {
    int status = status();
    if (status == 0 || status == ACCEPTED || status == TIMEOUT || status >= SERVER_ERROR) {
      return Certainty.UNKNOWN;
    }
    return status >= CLIENT_ERROR ? Certainty.REFUSED : Certainty.DONE;
  }

  /// 0 where there was no answer.
  public int status() {
    return reply.map(Reply::status).orElse(0);
  }

  /// Whether the answer is one that this system never gives, whatever is broken.
  public boolean isFailure() {
    return status() == SERVER_ERROR;
  }

  boolean isOverloaded() {
    return status() == TOO_MANY;
  }

  String text(String member) {
    return reply.map(answer -> answer.text(member)).orElse("");
  }

  long number(String member) {
    return reply.map(answer -> answer.number(member)).orElse(-1L);
  }

  String code() {
    return reply.map(Reply::code).orElse("");
  }

  @Override
  public String toString() {
    return what + " " + reply.map(Reply::toString).orElse(failure);
  }
}
