package com.neighborbid.gateway.archviolations;

/// Says where the planted violations are.
public final class PackagePath {

  public static final String NAME = "com.neighborbid.gateway.archviolations";

  private PackagePath() {}
}
