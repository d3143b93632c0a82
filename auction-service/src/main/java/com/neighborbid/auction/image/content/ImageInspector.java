package com.neighborbid.auction.image.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Tells pictures from other files, and whole ones from broken ones. Reads a file once from its
/// beginning to its end and keeps next to nothing of it, whatever it claims to be.
public final class ImageInspector {
  /// What JPEG and WebP can have at most. A decoder holds whole rows, so one of a PNG that is
  /// within the limit of pixels could still be larger than the memory.
  private static final int LONGEST_SIDE = 65_535;

  private ImageInspector() {}

  /// What the file says about its picture; empty where it is no kind of picture that is taken.
  ///
  /// @throws BrokenImageException where it begins like one, but is not whole
  public static Optional<ImageFacts> inspect(Path file) throws IOException, BrokenImageException {
    Optional<ImageFormat> format;
    try (InputStream in = Files.newInputStream(file)) {
      format = ImageFormat.of(in.readNBytes(ImageFormat.SIGNATURE_BYTES));
    }
    if (format.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      ByteSource bytes = new ByteSource(in);
      return switch (format.get()) {
        case JPEG -> Optional.of(JpegScan.read(bytes));
        case PNG -> Optional.of(PngScan.read(bytes));
        case WEBP -> WebpScan.read(bytes);
      };
    } catch (EOFException e) {
      throw new BrokenImageException("ends too early", e);
    }
  }

  /// @throws BrokenImageException if it is none
  static int side(long pixels) throws BrokenImageException {
    if (pixels < 1 || pixels > LONGEST_SIDE) {
      throw new BrokenImageException("has no size, or one that is too large");
    }
    return (int) pixels;
  }
}
