package com.neighborbid.auction.image.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.image.content.BrokenImageException;
import com.neighborbid.auction.image.content.ImageFacts;
import com.neighborbid.auction.image.content.ImageInspector;
import com.neighborbid.auction.support.Pictures;
import com.neighborbid.servers.fuzz.Fuzz;
import com.neighborbid.servers.fuzz.Mutations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is uploaded: it is a picture, none that is taken, or broken. Nothing else is thrown,
/// and what is drawn is not larger than what was inspected.
class ImageFuzzTest {
  private static final long MOST_PIXELS = 200_000;

  @TempDir private Path folder;

  @Test
  void everyFileIsAPictureOrBroken() throws Exception {
    List<byte[]> whole =
        List.of(
            Pictures.withExif(Pictures.jpeg(48, 32), 6),
            Pictures.png(48, 32),
            Pictures.webp("alpha"),
            Pictures.webp("lossy"),
            Pictures.webp("lossless"));
    int[] drawn = new int[1];
    Fuzz.attempts(
        1_000,
        random -> {
          byte[] upload = Mutations.of(random, whole.get(random.nextInt(whole.size())));
          try {
            drawn[0] += draw(Files.write(folder.resolve("upload"), upload));
          } catch (BrokenImageException broken) {
            assertThat(broken.getMessage()).isNotEmpty();
          }
        });
    assertThat(drawn[0]).isPositive();
  }

  private int draw(Path upload) throws Exception {
    Optional<ImageFacts> facts = ImageInspector.inspect(upload);
    // A larger one is refused before anything is drawn.
    if (facts.isEmpty() || facts.get().pixels() > MOST_PIXELS) {
      return 0;
    }
    for (Rendition made :
        new Renderer(MOST_PIXELS, Optional.empty()).render(upload, facts.get(), folder)) {
      assertThat((long) made.width() * made.height()).isLessThanOrEqualTo(facts.get().pixels());
    }
    return 1;
  }
}
