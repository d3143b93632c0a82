package com.neighborbid.common.lane;

import org.jspecify.annotations.Nullable;

/// An operator's command to adopt a log cannot be carried out; the message says why.
public final class LaneAdoptionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LaneAdoptionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
