package com.neighborbid.auction.image.store;

/// The store does not work now; the same may work later.
public final class StoreException extends RuntimeException {
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
