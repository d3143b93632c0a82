package com.neighborbid.auction.image.content;

import java.io.IOException;
import java.util.Arrays;

/// Walks the segments of a JPEG file up to its end marker.
final class JpegScan {
  private static final int START = 0xFFD8;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;
  private static final int APP1 = 0xE1;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

  /// Each costs a pass over the whole picture. Cameras and editors write about ten.
  private static final int MOST_SCANS = 100;

  private final ByteSource bytes;
  private int width;
  private int height;
  private boolean progressive;
  private boolean parted;
  private int components;
  private int scans;
  private int orientation = 1;

  private JpegScan(ByteSource bytes) {
    this.bytes = bytes;
  }

  static ImageFacts read(ByteSource bytes) throws IOException, BrokenImageException {
    JpegScan scan = new JpegScan(bytes);
    scan.walk();
    return new ImageFacts(
        ImageFormat.JPEG,
        scan.width,
        scan.height,
        scan.orientation,
        scan.progressive || scan.parted);
  }

  private void walk() throws IOException, BrokenImageException {
    if (bytes.u16() != START) {
      throw new BrokenImageException("has no start");
    }
    boolean scanned = false;
    int marker = marker();
    while (marker != END) {
      if (marker == SCAN) {
        scan(length());
        marker = markerAfterData();
        scanned = true;
      } else {
        segment(marker);
        marker = marker();
      }
    }
    if (!scanned || width == 0) {
      throw new BrokenImageException("has no picture");
    }
  }

  private void segment(int marker) throws IOException, BrokenImageException {
    if (isAlone(marker)) {
      return;
    }
    int length = length();
    if (isFrame(marker)) {
      frame(marker, length);
    } else if (marker == APP1 && length > EXIF.length && orientation == 1) {
      byte[] content = bytes.bytes(length);
      if (Arrays.equals(content, 0, EXIF.length, EXIF, 0, EXIF.length)) {
        orientation = ExifOrientation.of(content, EXIF.length);
      }
    } else {
      bytes.skip(length);
    }
  }

  /// A scan with only some of the components makes a decoder hold the whole picture until the rest
  /// has come, as a progressive one does.
  private void scan(int length) throws IOException, BrokenImageException {
    scans++;
    if (length < 1 || scans > MOST_SCANS) {
      throw new BrokenImageException("has a wrong scan, or too many");
    }
    parted |= bytes.u8() < components;
    bytes.skip(length - 1L);
  }

  /// A second frame could be larger than the first: no ordinary file has one.
  private void frame(int marker, int length) throws IOException, BrokenImageException {
    if (width != 0 || length < 6) {
      throw new BrokenImageException("has a wrong frame");
    }
    bytes.skip(1);
    height = ImageInspector.side(bytes.u16());
    width = ImageInspector.side(bytes.u16());
    progressive = (marker & 3) == 2;
    components = bytes.u8();
    bytes.skip(length - 6L);
  }

  private int length() throws IOException, BrokenImageException {
    int length = bytes.u16() - 2;
    if (length < 0) {
      throw new BrokenImageException("has a segment without length");
    }
    return length;
  }

  private int marker() throws IOException, BrokenImageException {
    if (bytes.u8() != 0xFF) {
      throw new BrokenImageException("has something between its segments");
    }
    return afterFill();
  }

  private int afterFill() throws IOException {
    int code = bytes.u8();
    while (code == 0xFF) {
      code = bytes.u8();
    }
    return code;
  }

  /// Within data, FF 00 is a byte of it and FF D0 … FF D7 only part it.
  private int markerAfterData() throws IOException {
    while (true) {
      if (bytes.u8() == 0xFF) {
        int code = afterFill();
        if (code != 0 && !isAlone(code)) {
          return code;
        }
      }
    }
  }

  private static boolean isAlone(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }
}
