package com.neighborbid.auction.image;

import com.neighborbid.auction.image.content.BrokenImageException;
import com.neighborbid.auction.image.pixels.Renderer;
import com.neighborbid.auction.image.pixels.Rendition;
import com.neighborbid.auction.image.store.ImageStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// Makes the sizes of one picture. Doing it again does no harm: the files have the same names, and
/// the row says whether it is done.
final class Rendering {
  private static final Logger log = LoggerFactory.getLogger(Rendering.class);

  private final ImageRows rows;
  private final ImageStore store;
  private final Renderer renderer;
  private final Clock clock;
  private final Timer made;
  private final Counter failed;

  Rendering(
      ImageRows rows, ImageStore store, Renderer renderer, Clock clock, MeterRegistry metrics) {
    this.rows = rows;
    this.store = store;
    this.renderer = renderer;
    this.clock = clock;
    this.made = metrics.timer("neighborbid.images.render");
    this.failed = metrics.counter("neighborbid.images.failed");
  }

  /// @throws RuntimeException where it should be tried again
  void render(String key) {
    Optional<ImageRows.Row> row = rows.find(key);
    if (row.isPresent() && row.get().status().equals("PENDING")) {
      made.record(() -> make(row.get()));
    }
    if (row.isPresent()) {
      store.delete(key, RenderTask.UPLOAD);
    }
  }

  /// What is not to be had after all attempts.
  void giveUp(String key) {
    if (rows.change(key, "PENDING", "FAILED", clock.instant())) {
      failed.increment();
      log.warn("The sizes of image {} cannot be made", key);
    }
  }

  private void make(ImageRows.Row row) {
    try {
      Path folder = Files.createTempDirectory("nb-image");
      try {
        make(row, folder);
      } finally {
        boolean _ = FileSystemUtils.deleteRecursively(folder);
      }
    } catch (BrokenImageException e) {
      log.info("Image {} is broken: {}", row.key(), String.valueOf(e.getCause()));
      giveUp(row.key());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void make(ImageRows.Row row, Path folder) throws IOException, BrokenImageException {
    Path upload = folder.resolve(RenderTask.UPLOAD);
    fetch(row.key(), upload);
    List<Rendition> made = renderer.render(upload, row.facts(), folder);
    for (Rendition one : made) {
      store.put(row.key(), one.name(), one.file(), one.contentType());
    }
    Rendition original = made.getFirst();
    if (!rows.ready(
        row.key(), original.contentType(), original.width(), original.height(), clock.instant())) {
      log.debug("Image {} was deleted before it was ready", row.key());
    }
  }

  private void fetch(String key, Path upload) throws IOException {
    try (ImageStore.Stored stored =
        store
            .open(key, RenderTask.UPLOAD)
            .orElseThrow(() -> new IllegalStateException("the upload " + key + " is gone"))) {
      var _ = Files.copy(stored.content(), upload, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
