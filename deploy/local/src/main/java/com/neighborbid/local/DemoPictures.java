package com.neighborbid.local;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/// Draws the demo items out of `demo-pictures.txt`; the same picture every time.
final class DemoPictures {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 900;
  private static final double UNIT = WIDTH / 100.0;
  private static final Color SHADOW = new Color(0, 0, 0, 26);
  private static final int SHADOW_LAYERS = 4;

  private final Graphics2D graphics;

  private DemoPictures(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /// The shapes of every item, in the order of the items.
  static List<List<String>> read() {
    try (InputStream in = DemoPictures.class.getResourceAsStream("demo-pictures.txt")) {
      if (in == null) {
        throw new IOException("demo-pictures.txt is missing");
      }
      List<List<String>> pictures = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("=")) {
          pictures.add(new ArrayList<>());
        } else if (!line.isBlank() && !line.startsWith("#")) {
          pictures.getLast().add(line);
        }
      }
      return pictures;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the demo pictures", e);
    }
  }

  /// A JPEG of 1200 x 900 pixels.
  static byte[] jpeg(List<String> shapes) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.scale(UNIT, UNIT);
    DemoPictures drawing = new DemoPictures(graphics);
    shapes.forEach(shape -> drawing.draw(shape.split(" ")));
    graphics.dispose();
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "jpeg", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void draw(String[] shape) {
    switch (shape[0]) {
      case "bg" -> {
        graphics.setPaint(new GradientPaint(0, 0, color(shape[1]), 0, 75, color(shape[2])));
        graphics.fill(new Rectangle2D.Double(0, 0, 100, 75));
      }
      case "floor" -> {
        graphics.setPaint(color(shape[2]));
        graphics.fill(new Rectangle2D.Double(0, at(shape, 1), 100, 75));
      }
      case "shadow" -> shadow(shape);
      case "oval" -> {
        graphics.setPaint(color(shape[5]));
        graphics.fill(oval(shape));
      }
      case "ring" -> {
        graphics.setPaint(color(shape[6]));
        graphics.setStroke(new BasicStroke((float) at(shape, 5)));
        graphics.draw(oval(shape));
      }
      case "box" -> {
        double round = 2 * at(shape, 5);
        graphics.setPaint(color(shape[6]));
        graphics.fill(
            new RoundRectangle2D.Double(
                at(shape, 1), at(shape, 2), at(shape, 3), at(shape, 4), round, round));
      }
      case "line" -> {
        graphics.setPaint(color(shape[6]));
        graphics.setStroke(
            new BasicStroke((float) at(shape, 5), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(new Line2D.Double(at(shape, 1), at(shape, 2), at(shape, 3), at(shape, 4)));
      }
      case "poly" -> poly(shape);
      case "keys" -> keys(shape);
      default -> throw new IllegalArgumentException("no such shape: " + shape[0]);
    }
  }

  private static Ellipse2D oval(String[] shape) {
    return new Ellipse2D.Double(at(shape, 1), at(shape, 2), at(shape, 3), at(shape, 4));
  }

  /// Several thin layers, so that its edge is soft.
  private void shadow(String[] shape) {
    graphics.setPaint(SHADOW);
    for (int layer = 0; layer < SHADOW_LAYERS; layer++) {
      double inset = layer * at(shape, 4) / (2.5 * SHADOW_LAYERS);
      graphics.fill(
          new Ellipse2D.Double(
              at(shape, 1) + 2 * inset,
              at(shape, 2) + inset,
              at(shape, 3) - 4 * inset,
              at(shape, 4) - 2 * inset));
    }
  }

  private void poly(String[] shape) {
    Path2D path = new Path2D.Double();
    path.moveTo(at(shape, 2), at(shape, 3));
    for (int i = 4; i + 1 < shape.length; i += 2) {
      path.lineTo(at(shape, i), at(shape, i + 1));
    }
    path.closePath();
    graphics.setPaint(color(shape[1]));
    graphics.fill(path);
    // Round corners look kinder.
    graphics.setStroke(new BasicStroke(1, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(path);
  }

  private void keys(String[] shape) {
    int count = (int) at(shape, 5);
    double width = at(shape, 3) / count;
    for (int i = 1; i < count; i++) {
      double x = at(shape, 1) + i * width;
      graphics.setPaint(Color.LIGHT_GRAY);
      graphics.setStroke(new BasicStroke(0.15f));
      graphics.draw(new Line2D.Double(x, at(shape, 2), x, at(shape, 2) + at(shape, 4)));
      // Groups of two and three, as on every piano.
      if (i % 7 != 3 && i % 7 != 0) {
        graphics.setPaint(Color.BLACK);
        graphics.fill(
            new Rectangle2D.Double(x - width * 0.3, at(shape, 2), width * 0.6, at(shape, 4) * 0.6));
      }
    }
  }

  private static double at(String[] shape, int index) {
    return Double.parseDouble(shape[index]);
  }

  /// `#rrggbb` or `#rrggbbaa`.
  private static Color color(String text) {
    long value = Long.parseLong(text.substring(1), 16);
    return text.length() == 9
        ? new Color((int) ((value >> 8) | ((value & 0xFF) << 24)), true)
        : new Color((int) value);
  }
}
