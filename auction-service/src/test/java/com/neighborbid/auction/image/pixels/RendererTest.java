package com.neighborbid.auction.image.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.auction.image.content.BrokenImageException;
import com.neighborbid.auction.image.content.ImageFacts;
import com.neighborbid.auction.image.content.ImageInspector;
import com.neighborbid.auction.support.Pictures;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RendererTest {
  private static final long MANY = 12_700_000;

  @TempDir private Path folder;

  @Test
  void makesTheOriginalAndThreeSizesNoneLargerThanThePicture() throws Exception {
    Map<String, Rendition> made = render(Pictures.jpeg(2000, 1000));
    assertThat(made.keySet()).containsExactlyInAnyOrder("original", "large", "medium", "small");
    assertThat(sizes(made))
        .containsExactlyInAnyOrder("2000x1000", "1600x800", "800x400", "320x160");
    for (Rendition one : made.values()) {
      BufferedImage image = Pictures.decoded(Files.readAllBytes(one.file()));
      assertThat(image.getWidth()).isEqualTo(one.width());
      assertThat(image.getHeight()).isEqualTo(one.height());
    }
    assertThat(sizes(render(Pictures.jpeg(500, 100))))
        .containsExactlyInAnyOrder("500x100", "500x100", "500x100", "320x64");
  }

  /// Row by row of EXIF's table: which corner of what is stored is at the upper left and at the
  /// upper right of what is seen.
  @ParameterizedTest
  @CsvSource({"1,0,1", "2,1,0", "3,3,2", "4,2,3", "5,0,2", "6,2,0", "7,3,1", "8,1,3"})
  void turnsUpright(int orientation, int upperLeft, int upperRight) throws Exception {
    Map<String, Rendition> made = render(Pictures.withExif(Pictures.jpeg(400, 200), orientation));
    for (String name : List.of("original", "small")) {
      BufferedImage image = Pictures.decoded(Files.readAllBytes(made.get(name).file()));
      boolean turned = orientation >= 5;
      assertThat(image.getHeight() > image.getWidth()).isEqualTo(turned);
      int right = image.getWidth() - 8;
      assertThat(Pictures.cornerAt(image, 8, 8)).isEqualTo(Pictures.CORNERS.get(upperLeft));
      assertThat(Pictures.cornerAt(image, right, 8)).isEqualTo(Pictures.CORNERS.get(upperRight));
    }
  }

  @Test
  void keepsNothingButPixels() throws Exception {
    byte[] upload = Pictures.withExif(Pictures.jpeg(400, 300), 1);
    assertThat(text(upload)).contains(Pictures.SECRET, "Exif");
    for (Rendition one : render(upload).values()) {
      assertThat(text(Files.readAllBytes(one.file()))).doesNotContain(Pictures.SECRET, "Exif");
    }
  }

  @Test
  void reducesWhatIsLargerThanTheMemoryForIt() throws Exception {
    Rendition original =
        render(new Renderer(100_000, Optional.empty()), Pictures.jpeg(1000, 1000)).get("original");
    assertThat((long) original.width() * original.height()).isBetween(25_000L, 100_000L);
  }

  @ParameterizedTest
  @CsvSource({"lossy,image/jpeg", "alpha,image/png", "lossless,image/jpeg"})
  void readsWebp(String name, String contentType) throws Exception {
    Map<String, Rendition> made = render(Pictures.webp(name));
    assertThat(made.get("original").contentType()).isEqualTo(contentType);
    BufferedImage small = Pictures.decoded(Files.readAllBytes(made.get("small").file()));
    Color red = new Color(0xcc, 0x33, 0x11);
    assertThat(Pictures.distance(new Color(small.getRGB(20, 15)), red)).isLessThan(60);
  }

  @Test
  void putsWhiteBehindTransparencyInSizesAndKeepsItInTheOriginal() throws Exception {
    BufferedImage image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);
    Map<String, Rendition> made = render(Pictures.encoded(image, "png"));
    assertThat(made.get("original").contentType()).isEqualTo("image/png");
    BufferedImage original = Pictures.decoded(Files.readAllBytes(made.get("original").file()));
    assertThat(original.getColorModel().hasAlpha()).isTrue();
    BufferedImage small = Pictures.decoded(Files.readAllBytes(made.get("small").file()));
    assertThat(new Color(small.getRGB(100, 100))).isEqualTo(Color.WHITE);
  }

  @Test
  void drawsTheWatermarkOnEverythingButTheSmallest() throws Exception {
    BufferedImage mark = new BufferedImage(50, 50, BufferedImage.TYPE_3BYTE_BGR);
    Path file = Files.write(folder.resolve("mark.png"), Pictures.encoded(mark, "png"));
    Renderer renderer = new Renderer(MANY, Optional.of(Watermark.read(file, 1.0)));
    Map<String, Rendition> made = render(renderer, Pictures.jpeg(1000, 1000));
    for (String name : List.of("original", "large", "medium")) {
      assertThat(lowerRight(made.get(name))).as(name).isLessThan(60);
    }
    assertThat(lowerRight(made.get("small"))).isGreaterThan(200);
  }

  @Test
  void callsBrokenWhatCannotBeDecoded() throws Exception {
    Random random = new Random(7);
    byte[][] wholes = {Pictures.jpeg(64, 48), Pictures.png(64, 48), Pictures.webp("lossless")};
    int broken = 0;
    for (int i = 0; i < 300; i++) {
      byte[] changed = wholes[i % 3].clone();
      int from = 40 + random.nextInt(changed.length - 60);
      byte[] noise = new byte[16];
      random.nextBytes(noise);
      System.arraycopy(noise, 0, changed, from, noise.length);
      try {
        render(changed);
      } catch (BrokenImageException _) {
        broken++;
      }
    }
    assertThat(broken).isGreaterThan(30);
  }

  @Test
  void refusesAPictureThatIsLargerThanItSays() throws Exception {
    Path upload = Files.write(folder.resolve("upload"), Pictures.png(200, 100));
    ImageFacts facts = ImageInspector.inspect(upload).orElseThrow();
    ImageFacts lie = new ImageFacts(facts.format(), 100, 100, 1, false);
    assertThatThrownBy(() -> new Renderer(MANY, Optional.empty()).render(upload, lie, folder))
        .isInstanceOf(BrokenImageException.class);
  }

  private static int lowerRight(Rendition one) throws Exception {
    BufferedImage image = Pictures.decoded(Files.readAllBytes(one.file()));
    Color seen = new Color(image.getRGB(image.getWidth() * 9 / 10, image.getHeight() * 9 / 10));
    return Math.max(seen.getRed(), seen.getGreen());
  }

  private static List<String> sizes(Map<String, Rendition> made) {
    return made.values().stream().map(one -> one.width() + "x" + one.height()).toList();
  }

  private Map<String, Rendition> render(byte[] upload) throws Exception {
    return render(new Renderer(MANY, Optional.empty()), upload);
  }

  private Map<String, Rendition> render(Renderer renderer, byte[] content) throws Exception {
    Path upload = Files.write(folder.resolve("upload"), content);
    ImageFacts facts =
        ImageInspector.inspect(upload)
            .orElseThrow(() -> new BrokenImageException("not even a picture"));
    return renderer.render(upload, facts, folder).stream()
        .collect(Collectors.toMap(Rendition::name, Function.identity()));
  }

  private static String text(byte[] bytes) {
    return new String(Arrays.copyOf(bytes, bytes.length), StandardCharsets.ISO_8859_1);
  }
}
