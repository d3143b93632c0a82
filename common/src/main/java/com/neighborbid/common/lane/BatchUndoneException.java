package com.neighborbid.common.lane;

/// A batch was undone and it is known what to do differently: skip a record, or take fewer at once.
/// It is tried again without waiting.
final class BatchUndoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BatchUndoneException(String message, Throwable cause) {
    super(message, cause);
  }
}
