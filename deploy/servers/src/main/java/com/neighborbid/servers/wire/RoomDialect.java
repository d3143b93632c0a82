package com.neighborbid.servers.wire;

/// The room of an auction: every message here is its `ping`, with something in it that the room
/// passes over.
public record RoomDialect() implements Dialect {
  private static final int BAD_MESSAGE = 4400;

  @Override
  public String message(String content) {
    return "{\"action\":\"ping\",\"x\":\"" + content + "\"}";
  }

  @Override
  public String answer(String message) {
    return "{\"type\":\"pong\"}";
  }

  @Override
  public int closesBinaryWith() {
    return BAD_MESSAGE;
  }

  @Override
  public int closesTooLongWith() {
    return BAD_MESSAGE;
  }

  @Override
  public boolean isAside(String text) {
    return text.contains("\"type\":\"presence\"") || text.contains("\"type\":\"snapshot\"");
  }

  @Override
  public boolean isReady(String said) {
    return said.contains("\"type\":\"snapshot\"");
  }
}
