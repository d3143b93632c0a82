package com.neighborbid.auction.image.pixels;

import java.util.Locale;

/// The sizes made of every picture; none is larger than the picture.
public enum Size {
  LARGE(1600),
  MEDIUM(800),
  SMALL(320);

  private final int longestSide;

  Size(int longestSide) {
    this.longestSide = longestSide;
  }

  /// In pixels.
  public int longestSide() {
    return longestSide;
  }

  /// As in addresses and answers.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
