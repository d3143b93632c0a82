package com.neighborbid.auction.image.pixels;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;

/// A mark over the lower right corner, a fifth of the picture wide. It is a picture itself, not a
/// text: servers have no fonts.
public final class Watermark {
  private static final int PARTS = 5;
  private static final int MARGIN_PARTS = 40;

  private final BufferedImage mark;
  private final float opacity;

  private Watermark(BufferedImage mark, float opacity) {
    this.mark = mark;
    this.opacity = opacity;
  }

  /// The mark in a file.
  ///
  /// @throws IllegalArgumentException where there is none: better no start than unmarked pictures
  public static Watermark read(Path file, double opacity) {
    try {
      return Optional.ofNullable(ImageIO.read(file.toFile()))
          .map(mark -> new Watermark(mark, (float) opacity))
          .orElseThrow(() -> new IllegalArgumentException(file + " is no picture"));
    } catch (IOException e) {
      throw new IllegalArgumentException("the watermark " + file + " cannot be read", e);
    }
  }

  /// Draws it over the picture itself.
  void draw(BufferedImage image) {
    int width = Math.max(1, image.getWidth() / PARTS);
    int height = Math.max(1, Math.round((float) mark.getHeight() * width / mark.getWidth()));
    int margin = image.getWidth() / MARGIN_PARTS;
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, opacity));
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      graphics.drawImage(
          mark,
          image.getWidth() - width - margin,
          image.getHeight() - height - margin,
          width,
          height,
          null);
    } finally {
      graphics.dispose();
    }
  }
}
