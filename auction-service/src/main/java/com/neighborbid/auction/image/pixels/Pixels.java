package com.neighborbid.auction.image.pixels;

import com.neighborbid.auction.image.content.ImageFacts;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;

/// Changes of a picture; each gives a new one and holds at most two in memory.
final class Pixels {
  private Pixels() {}

  /// The same colours in sRGB, one byte each: what browsers show alike everywhere.
  static BufferedImage plain(BufferedImage image) {
    int type =
        image.getColorModel().hasAlpha()
            ? BufferedImage.TYPE_4BYTE_ABGR
            : BufferedImage.TYPE_3BYTE_BGR;
    if (image.getType() == type) {
      return image;
    }
    BufferedImage plain = new BufferedImage(image.getWidth(), image.getHeight(), type);
    ColorSpace colors = image.getColorModel().getColorSpace();
    if (colors.isCS_sRGB() || colors.getNumComponents() == 1) {
      draw(image, plain, new AffineTransform());
    } else {
      new ColorConvertOp(null).filter(image, plain);
    }
    return plain;
  }

  /// Turned and mirrored as its camera says.
  static BufferedImage upright(BufferedImage image, ImageFacts facts) {
    if (facts.orientation() == 1) {
      return image;
    }
    int w = image.getWidth();
    int h = image.getHeight();
    AffineTransform turn =
        switch (facts.orientation()) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
          default -> new AffineTransform();
        };
    BufferedImage upright =
        facts.isTurned()
            ? new BufferedImage(h, w, image.getType())
            : new BufferedImage(w, h, image.getType());
    draw(image, upright, turn);
    return upright;
  }

  /// Not larger than `longestSide`: halved as often as it goes, which averages all pixels, then
  /// scaled smoothly.
  static BufferedImage fit(BufferedImage image, int longestSide) {
    int longest = Math.max(image.getWidth(), image.getHeight());
    if (longest <= longestSide) {
      return image;
    }
    BufferedImage at = image;
    int side = longest;
    while (side > 2 * longestSide) {
      side = (side + 1) / 2;
      at =
          scaled(at, side(image.getWidth(), side, longest), side(image.getHeight(), side, longest));
    }
    return scaled(
        at,
        side(image.getWidth(), longestSide, longest),
        side(image.getHeight(), longestSide, longest));
  }

  /// How long a side is in a picture whose longest one becomes `to`.
  static int side(int side, int to, int longest) {
    return Math.max(1, (int) Math.round((double) side * to / longest));
  }

  /// Without transparency, which JPEG does not have: white behind it.
  static BufferedImage opaque(BufferedImage image) {
    if (!image.getColorModel().hasAlpha()) {
      return image;
    }
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = opaque.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.drawImage(image, 0, 0, null);
    } finally {
      graphics.dispose();
    }
    return opaque;
  }

  /// To draw on, while the picture itself stays as it is.
  static BufferedImage copy(BufferedImage image) {
    BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), image.getType());
    draw(image, copy, new AffineTransform());
    return copy;
  }

  private static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage scaled = new BufferedImage(width, height, image.getType());
    Graphics2D graphics = scaled.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(image, 0, 0, width, height, null);
    } finally {
      graphics.dispose();
    }
    return scaled;
  }

  private static void draw(BufferedImage from, BufferedImage to, AffineTransform how) {
    Graphics2D graphics = to.createGraphics();
    try {
      graphics.drawImage(from, how, null);
    } finally {
      graphics.dispose();
    }
  }
}
