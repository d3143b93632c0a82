package com.neighborbid.auction.support;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/// Pictures to upload, and the same with things in them that must not come out again.
public final class Pictures {
  /// The corners of [#corners]: upper left, upper right, lower left, lower right.
  public static final List<Color> CORNERS =
      List.of(Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW);

  /// Stands for all private things in metadata.
  public static final String SECRET = "37.5665N 126.9780E";

  private Pictures() {}

  /// Four corners of different colours, so that it shows how it is turned.
  public static BufferedImage corners(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < 4; i++) {
      graphics.setColor(CORNERS.get(i));
      graphics.fillRect(i % 2 * width / 2, i / 2 * height / 2, width / 2 + 1, height / 2 + 1);
    }
    graphics.dispose();
    return image;
  }

  public static byte[] jpeg(int width, int height) {
    return encoded(corners(width, height), "jpeg");
  }

  public static byte[] png(int width, int height) {
    return encoded(corners(width, height), "png");
  }

  /// A file of the test resources, drawn by a browser: 96 × 64, red in its upper left quarter.
  public static byte[] webp(String name) {
    try (InputStream in = Pictures.class.getResourceAsStream("/images/" + name + ".webp")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// With an EXIF segment that says how the camera was held, and where.
  public static byte[] withExif(byte[] jpeg, int orientation) {
    byte[] tiff =
        ByteBuffer.allocate(26 + SECRET.length())
            .put(new byte[] {'M', 'M', 0, 42})
            .putInt(8)
            .putShort((short) 1)
            .putShort((short) 0x0112)
            .putShort((short) 3)
            .putInt(1)
            .putShort((short) orientation)
            .putShort((short) 0)
            .putInt(0)
            .put(SECRET.getBytes(StandardCharsets.US_ASCII))
            .array();
    ByteBuffer all = ByteBuffer.allocate(jpeg.length + tiff.length + 10);
    all.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (tiff.length + 8));
    all.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff);
    return all.put(jpeg, 2, jpeg.length - 2).array();
  }

  /// A small file that claims to be a picture of that many pixels, as a PNG can.
  public static byte[] bomb(int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    chunk(
        out,
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {1, 0, 0, 0, 0})
            .array());
    Deflater deflater = new Deflater(9);
    deflater.setInput(new byte[1 << 16]);
    deflater.finish();
    byte[] zeros = new byte[1024];
    int length = deflater.deflate(zeros);
    deflater.end();
    chunk(out, "IDAT", java.util.Arrays.copyOf(zeros, length));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    out.writeBytes(name);
    out.writeBytes(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  public static byte[] encoded(BufferedImage image, String format) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("nothing writes " + format);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static BufferedImage decoded(byte[] file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Which of [#CORNERS] a pixel is nearest to.
  public static Color cornerAt(BufferedImage image, int x, int y) {
    Color seen = new Color(image.getRGB(x, y));
    Color nearest = CORNERS.getFirst();
    for (Color corner : CORNERS) {
      if (distance(seen, corner) < distance(seen, nearest)) {
        nearest = corner;
      }
    }
    return nearest;
  }

  public static int distance(Color one, Color other) {
    return Math.abs(one.getRed() - other.getRed())
        + Math.abs(one.getGreen() - other.getGreen())
        + Math.abs(one.getBlue() - other.getBlue());
  }
}
