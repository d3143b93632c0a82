package com.neighborbid.auction.image.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.auction.support.Pictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageInspectorTest {
  @TempDir private Path folder;

  @Test
  void readsFormatAndSizeOfEveryKind() throws Exception {
    assertThat(inspect(Pictures.jpeg(300, 200)))
        .contains(new ImageFacts(ImageFormat.JPEG, 300, 200, 1, false));
    assertThat(inspect(Pictures.png(31, 17)))
        .contains(new ImageFacts(ImageFormat.PNG, 31, 17, 1, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossy", "alpha", "lossless"})
  void readsEveryKindOfWebp(String name) throws Exception {
    assertThat(inspect(Pictures.webp(name)))
        .contains(new ImageFacts(ImageFormat.WEBP, 96, 64, 1, true));
  }

  @Test
  void doesNotTakeAFilmForAPicture() throws Exception {
    byte[] film = Pictures.webp("lossy");
    film[20] = (byte) (film[20] | 2);
    assertThat(inspect(film)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "GIF89a", "<svg xmlns='x'/>", "PK\u0003\u0004", "%PDF-1.7", "RIFF....WAVE"})
  void refusesOtherFilesWhateverTheirName(String content) throws Exception {
    assertThat(inspect(content.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
  }

  @Test
  void noticesAFileThatEndsTooEarlyWhereverItIsCut() throws Exception {
    for (byte[] whole :
        new byte[][] {Pictures.jpeg(64, 48), Pictures.png(64, 48), Pictures.webp("lossy")}) {
      for (int length = 12; length < whole.length - 4; length += 7) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> inspect(cut))
            .as(length + " of " + whole.length)
            .isInstanceOf(BrokenImageException.class);
      }
    }
  }

  @Test
  void survivesAnyChangedByte() throws Exception {
    Random random = new Random(42);
    byte[][] wholes = {
      Pictures.withExif(Pictures.jpeg(64, 48), 6), Pictures.png(64, 48), Pictures.webp("alpha")
    };
    for (int i = 0; i < 6_000; i++) {
      byte[] changed = wholes[i % 3].clone();
      changed[random.nextInt(Math.min(changed.length, 400))] = (byte) random.nextInt();
      try {
        Optional<ImageFacts> facts = inspect(changed);
        facts.ifPresent(
            found -> {
              assertThat(found.pixels()).isPositive();
              assertThat(found.orientation()).isBetween(1, 8);
            });
      } catch (BrokenImageException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 8})
  void readsHowTheCameraWasHeld(int orientation) throws Exception {
    assertThat(inspect(Pictures.withExif(Pictures.jpeg(30, 20), orientation)).orElseThrow())
        .extracting(ImageFacts::orientation)
        .isEqualTo(orientation);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 40_000})
  void takesNonsenseAboutTheCameraForUpright(int orientation) throws Exception {
    assertThat(inspect(Pictures.withExif(Pictures.jpeg(30, 20), orientation)).orElseThrow())
        .extracting(ImageFacts::orientation)
        .isEqualTo(1);
  }

  @Test
  void seesThroughABombWithoutDecodingIt() throws Exception {
    byte[] bomb = Pictures.bomb(60_000, 60_000);
    assertThat(bomb.length).isLessThan(2_000);
    assertThat(inspect(bomb).orElseThrow().pixels()).isEqualTo(3_600_000_000L);
  }

  /// A decoder holds whole rows: within the limit of pixels, one row of a PNG could be larger than
  /// the memory.
  @Test
  void noSideIsLongerThanAJpegCanHave() throws Exception {
    assertThat(inspect(Pictures.bomb(65_535, 1)).orElseThrow().width()).isEqualTo(65_535);
    assertThat(inspect(Pictures.bomb(1, 65_535)).orElseThrow().height()).isEqualTo(65_535);
    for (byte[] longer :
        List.of(Pictures.bomb(65_536, 1), Pictures.bomb(1, 65_536), Pictures.bomb(-1, 1))) {
      assertThatThrownBy(() -> inspect(longer))
          .isInstanceOf(BrokenImageException.class)
          .hasMessageContaining("too large");
    }
  }

  @Test
  void aJpegHasAtMostAHundredScans() throws Exception {
    assertThat(inspect(scanned(100, 3))).isPresent();
    assertThatThrownBy(() -> inspect(scanned(101, 3)))
        .isInstanceOf(BrokenImageException.class)
        .hasMessageContaining("too many");
    assertThatThrownBy(() -> inspect(scanned(0, 3))).isInstanceOf(BrokenImageException.class);
  }

  @Test
  void aJpegInPartedScansIsHeldWhole() throws Exception {
    assertThat(inspect(scanned(1, 3)).orElseThrow().buffered()).isFalse();
    assertThat(inspect(scanned(3, 1)).orElseThrow().buffered()).isTrue();
  }

  /// A JPEG of 8 x 8 with three components.
  ///
  /// @param components of each scan
  private static byte[] scanned(int scans, int components) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes(0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 8, 0, 8, 3));
    out.writeBytes(bytes(1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0));
    for (int scan = 0; scan < scans; scan++) {
      out.writeBytes(bytes(0xFF, 0xDA, 0, 6 + 2 * components, components));
      for (int i = 1; i <= components; i++) {
        out.writeBytes(bytes(i, 0));
      }
      out.writeBytes(bytes(0, 63, 0, 0x55));
    }
    out.writeBytes(bytes(0xFF, 0xD9));
    return out.toByteArray();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private Optional<ImageFacts> inspect(byte[] content) throws IOException, BrokenImageException {
    return ImageInspector.inspect(Files.write(folder.resolve("photo.jpg"), content));
  }
}
