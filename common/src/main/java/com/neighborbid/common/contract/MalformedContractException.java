package com.neighborbid.common.contract;

import org.jspecify.annotations.Nullable;

/// A record that is not what its type says it is. A lane sends it to the dead-letter topic.
public final class MalformedContractException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedContractException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
