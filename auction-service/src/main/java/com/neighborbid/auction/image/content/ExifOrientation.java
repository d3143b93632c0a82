package com.neighborbid.auction.image.content;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// How a camera was held, from the TIFF structure within EXIF.
final class ExifOrientation {
  private static final int TAG = 0x0112;
  private static final int ENTRY_BYTES = 12;
  private static final int UPRIGHT = 1;

  private ExifOrientation() {}

  /// 1 to 8; 1 where nothing readable is said.
  static int of(byte[] exif, int from) {
    try {
      ByteBuffer tiff = ByteBuffer.wrap(exif, from, exif.length - from).slice();
      tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = tiff.getInt(4);
      int entries = tiff.getShort(directory) & 0xFFFF;
      for (int i = 0; i < entries; i++) {
        int entry = directory + 2 + i * ENTRY_BYTES;
        if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
          int value = tiff.getShort(entry + 8) & 0xFFFF;
          return value >= UPRIGHT && value <= 8 ? value : UPRIGHT;
        }
      }
      return UPRIGHT;
    } catch (IndexOutOfBoundsException _) {
      // Nonsense in there is no reason to refuse the picture: it goes anyway.
      return UPRIGHT;
    }
  }
}
