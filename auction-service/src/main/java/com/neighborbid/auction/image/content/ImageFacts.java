package com.neighborbid.auction.image.content;

/// What a file says about its picture.
///
/// @param width in pixels as they are stored, before it is turned upright
/// @param orientation as EXIF has it, 1 (upright) to 8
/// @param buffered whether a decoder has to hold it whole, however it is reduced
public record ImageFacts(
    ImageFormat format, int width, int height, int orientation, boolean buffered) {
  public long pixels() {
    return (long) width * height;
  }

  /// Whether turning it upright makes its width its height.
  public boolean isTurned() {
    return orientation >= 5;
  }
}
