package com.neighborbid.auction.image.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Walks the chunks of a PNG file up to its end chunk.
final class PngScan {
  private static final int SIGNATURE_BYTES = 8;
  private static final int HEADER_BYTES = 13;
  private static final int CHECKSUM_BYTES = 4;
  private static final int LARGEST_EXIF = 64 * 1024;

  private PngScan() {}

  static ImageFacts read(ByteSource bytes) throws IOException, BrokenImageException {
    bytes.skip(SIGNATURE_BYTES);
    if (bytes.u32() != HEADER_BYTES || !type(bytes).equals("IHDR")) {
      throw new BrokenImageException("has no header");
    }
    int width = ImageInspector.side(bytes.u32());
    int height = ImageInspector.side(bytes.u32());
    bytes.skip(4);
    boolean interlaced = bytes.u8() != 0;
    bytes.skip(CHECKSUM_BYTES);
    int orientation = 1;
    boolean data = false;
    while (true) {
      long length = bytes.u32();
      String type = type(bytes);
      if (type.equals("IEND")) {
        break;
      }
      data |= type.equals("IDAT");
      if (type.equals("eXIf") && length <= LARGEST_EXIF) {
        orientation = ExifOrientation.of(bytes.bytes((int) length), 0);
      } else {
        bytes.skip(length);
      }
      bytes.skip(CHECKSUM_BYTES);
    }
    if (!data) {
      throw new BrokenImageException("has no picture");
    }
    return new ImageFacts(ImageFormat.PNG, width, height, orientation, interlaced);
  }

  private static String type(ByteSource bytes) throws IOException {
    return new String(bytes.bytes(4), StandardCharsets.ISO_8859_1);
  }
}
