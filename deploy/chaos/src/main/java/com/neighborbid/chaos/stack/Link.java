package com.neighborbid.chaos.stack;

/// A connection between two parts that can be disturbed.
///
/// @param from who connects
/// @param to who is connected to
public record Link(String from, String to, TcpProxy proxy) {
  @Override
  public String toString() {
    return from + " → " + to;
  }
}
