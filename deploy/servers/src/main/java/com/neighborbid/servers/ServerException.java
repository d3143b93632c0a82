package com.neighborbid.servers;

/// A server could not be prepared, started or stopped. The message says which one and why, with the
/// last lines of its log where there are any.
public class ServerException extends RuntimeException {
  public ServerException(String message) {
    super(message);
  }

  public ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
