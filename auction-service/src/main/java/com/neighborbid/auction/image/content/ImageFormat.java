package com.neighborbid.auction.image.content;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of pictures that are taken, told by their first bytes.
public enum ImageFormat {
  JPEG,
  PNG,
  WEBP;

  /// How many of the first bytes are needed.
  static final int SIGNATURE_BYTES = 12;

  private static final byte[] JPEG_START = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
  private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte[] RIFF = {'R', 'I', 'F', 'F'};
  private static final byte[] WEBP_NAME = {'W', 'E', 'B', 'P'};

  static Optional<ImageFormat> of(byte[] start) {
    if (begins(start, 0, JPEG_START)) {
      return Optional.of(JPEG);
    }
    if (begins(start, 0, PNG_START)) {
      return Optional.of(PNG);
    }
    return begins(start, 0, RIFF) && begins(start, 8, WEBP_NAME)
        ? Optional.of(WEBP)
        : Optional.empty();
  }

  private static boolean begins(byte[] bytes, int from, byte[] with) {
    int to = from + with.length;
    return bytes.length >= to && Arrays.equals(bytes, from, to, with, 0, with.length);
  }
}
