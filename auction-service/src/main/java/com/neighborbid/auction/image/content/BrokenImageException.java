package com.neighborbid.auction.image.content;

/// A file that begins like a picture but is none, or ends too early.
public final class BrokenImageException extends Exception {
  public BrokenImageException(String message) {
    super(message);
  }

  public BrokenImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
