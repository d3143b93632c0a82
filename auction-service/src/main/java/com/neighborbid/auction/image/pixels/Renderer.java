package com.neighborbid.auction.image.pixels;

import com.neighborbid.auction.image.content.BrokenImageException;
import com.neighborbid.auction.image.content.ImageFacts;
import com.neighborbid.auction.image.content.ImageFormat;
import java.awt.color.CMMException;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.FileImageOutputStream;

/// Makes the files that are shown out of the file that was uploaded. All of them are written anew
/// from pixels, so nothing else that was in the upload can be in them: no place, no camera, no
/// script.
public final class Renderer {
  private static final float ORIGINAL_QUALITY = 0.92f;
  private static final float SIZE_QUALITY = 0.82f;
  private static final String JPEG = "image/jpeg";
  private static final String PNG = "image/png";

  private final long maxPixels;
  private final Optional<Watermark> watermark;

  /// @param maxPixels larger pictures are reduced while they are read
  public Renderer(long maxPixels, Optional<Watermark> watermark) {
    this.maxPixels = maxPixels;
    this.watermark = watermark;
  }

  /// The original and all sizes, as files in `folder`.
  ///
  /// @throws BrokenImageException where the file cannot be decoded
  public List<Rendition> render(Path upload, ImageFacts facts, Path folder)
      throws IOException, BrokenImageException {
    BufferedImage image = Pixels.upright(Pixels.plain(decode(upload, facts)), facts);
    boolean lossless = facts.format() == ImageFormat.PNG || image.getColorModel().hasAlpha();
    List<Rendition> made = new ArrayList<>();
    // Sizes first: the mark must not be scaled into them a second time.
    BufferedImage at = Pixels.opaque(image);
    for (Size size : Size.values()) {
      at = Pixels.fit(at, size.longestSide());
      made.add(size(at, size, folder));
    }
    watermark.ifPresent(mark -> mark.draw(image));
    made.addFirst(write(image, Rendition.ORIGINAL, lossless, ORIGINAL_QUALITY, folder));
    return made;
  }

  private Rendition size(BufferedImage image, Size size, Path folder) throws IOException {
    if (watermark.isEmpty() || size == Size.SMALL) {
      return write(image, size.id(), false, SIZE_QUALITY, folder);
    }
    BufferedImage marked = Pixels.copy(image);
    watermark.get().draw(marked);
    return write(marked, size.id(), false, SIZE_QUALITY, folder);
  }

  private BufferedImage decode(Path upload, ImageFacts facts)
      throws IOException, BrokenImageException {
    ImageReader reader = readerOf(facts.format());
    try (FileImageInputStream in = new FileImageInputStream(upload.toFile())) {
      // Metadata are not wanted, and can be larger than the picture.
      reader.setInput(in, true, true);
      return read(reader, facts);
    } catch (IOException e) {
      if (!upload.toFile().canRead()) {
        throw e;
      }
      throw new BrokenImageException("cannot be decoded", e);
    } catch (IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | NullPointerException
        | ArithmeticException
        | ClassCastException
        | CMMException e) {
      // What decoders do with files that nobody's camera has written.
      throw new BrokenImageException("cannot be decoded", e);
    } finally {
      reader.dispose();
    }
  }

  private BufferedImage read(ImageReader reader, ImageFacts facts)
      throws IOException, BrokenImageException {
    if (reader.getWidth(0) > facts.width() || reader.getHeight(0) > facts.height()) {
      throw new BrokenImageException("is larger than it says");
    }
    ImageReadParam param = reader.getDefaultReadParam();
    int step = (int) Math.ceil(Math.sqrt((double) facts.pixels() / maxPixels));
    if (step > 1) {
      param.setSourceSubsampling(step, step, 0, 0);
    }
    return reader.read(0, param);
  }

  private static ImageReader readerOf(ImageFormat format) {
    Iterator<ImageReader> readers =
        ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT));
    if (!readers.hasNext()) {
      throw new IllegalStateException("nothing here reads " + format);
    }
    return readers.next();
  }

  private static Rendition write(
      BufferedImage image, String name, boolean lossless, float quality, Path folder)
      throws IOException {
    Path file = folder.resolve(name);
    ImageWriter writer = ImageIO.getImageWritersByFormatName(lossless ? "png" : "jpeg").next();
    try (FileImageOutputStream out = new FileImageOutputStream(emptied(file))) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (!lossless) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return new Rendition(name, file, lossless ? PNG : JPEG, image.getWidth(), image.getHeight());
  }

  /// The stream writes over what is there and does not cut the rest off.
  private static File emptied(Path file) throws IOException {
    Files.deleteIfExists(file);
    return file.toFile();
  }
}
