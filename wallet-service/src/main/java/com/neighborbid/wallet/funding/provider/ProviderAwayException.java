package com.neighborbid.wallet.funding.provider;

/// The provider did not answer, or not with what can be understood.
final class ProviderAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProviderAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
