package com.neighborbid.auction.image.pixels;

import java.nio.file.Path;

/// One file made of a picture.
///
/// @param name `original` or the id of a [Size]
public record Rendition(String name, Path file, String contentType, int width, int height) {
  public static final String ORIGINAL = "original";
}
