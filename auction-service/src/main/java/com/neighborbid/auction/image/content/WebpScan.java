package com.neighborbid.auction.image.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Walks the chunks of a WebP file.
final class WebpScan {
  private static final int RIFF_HEADER_BYTES = 12;
  private static final int LARGEST_EXIF = 64 * 1024;
  private static final int ANIMATED = 0x02;
  private static final int SIDE_MASK = 0x3FFF;

  private final ByteSource bytes;
  private int width;
  private int height;
  private boolean picture;
  private boolean animated;
  private int orientation = 1;

  private WebpScan(ByteSource bytes) {
    this.bytes = bytes;
  }

  /// Empty for a film: it is not a picture.
  static Optional<ImageFacts> read(ByteSource bytes) throws IOException, BrokenImageException {
    WebpScan scan = new WebpScan(bytes);
    scan.walk();
    if (scan.animated) {
      return Optional.empty();
    }
    if (!scan.picture) {
      throw new BrokenImageException("has no picture");
    }
    return Optional.of(
        new ImageFacts(ImageFormat.WEBP, scan.width, scan.height, scan.orientation, true));
  }

  private void walk() throws IOException, BrokenImageException {
    bytes.skip(4);
    long left = bytes.u32LittleEndian() - 4;
    bytes.skip(RIFF_HEADER_BYTES - 8);
    while (left >= 8) {
      String type = new String(bytes.bytes(4), StandardCharsets.ISO_8859_1);
      long length = bytes.u32LittleEndian();
      long padded = length + (length & 1);
      left -= 8 + padded;
      if (left < 0) {
        throw new BrokenImageException("has a chunk larger than itself");
      }
      bytes.skip(padded - chunk(type, length));
    }
  }

  /// @return how many bytes of the chunk were read
  private long chunk(String type, long length) throws IOException, BrokenImageException {
    return switch (type) {
      case "VP8X" -> extended(length);
      case "VP8 " -> lossy(length);
      case "VP8L" -> lossless(length);
      case "EXIF" -> exif(length);
      default -> 0;
    };
  }

  private long extended(long length) throws IOException, BrokenImageException {
    need(length, 10);
    animated = (bytes.u8() & ANIMATED) != 0;
    bytes.skip(3);
    sides(bytes.u24LittleEndian() + 1, bytes.u24LittleEndian() + 1);
    return 10;
  }

  private long lossy(long length) throws IOException, BrokenImageException {
    need(length, 10);
    bytes.skip(6);
    sides(bytes.u16LittleEndian() & SIDE_MASK, bytes.u16LittleEndian() & SIDE_MASK);
    picture = true;
    return 10;
  }

  private long lossless(long length) throws IOException, BrokenImageException {
    need(length, 5);
    bytes.skip(1);
    long bits = bytes.u32LittleEndian();
    sides((int) (bits & SIDE_MASK) + 1, (int) ((bits >> 14) & SIDE_MASK) + 1);
    picture = true;
    return 5;
  }

  private long exif(long length) throws IOException {
    if (length > LARGEST_EXIF) {
      return 0;
    }
    byte[] content = bytes.bytes((int) length);
    boolean prefixed = length > 6 && content[0] == 'E' && content[1] == 'x';
    orientation = ExifOrientation.of(content, prefixed ? 6 : 0);
    return length;
  }

  /// Canvas and frame each name a size: what counts is the larger, whatever a decoder goes by.
  private void sides(int wide, int high) throws BrokenImageException {
    width = Math.max(width, ImageInspector.side(wide));
    height = Math.max(height, ImageInspector.side(high));
  }

  private static void need(long length, int least) throws BrokenImageException {
    if (length < least) {
      throw new BrokenImageException("has a chunk that is too short");
    }
  }
}
