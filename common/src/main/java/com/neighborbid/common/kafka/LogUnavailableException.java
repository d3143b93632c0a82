package com.neighborbid.common.kafka;

import org.jspecify.annotations.Nullable;

/// The record was certainly not sent: the log is away. The caller answers 503 and may say "try
/// again".
public final class LogUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LogUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
