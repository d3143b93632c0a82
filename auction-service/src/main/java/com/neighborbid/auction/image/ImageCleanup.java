package com.neighborbid.auction.image;

import com.neighborbid.auction.image.pixels.Rendition;
import com.neighborbid.auction.image.pixels.Size;
import com.neighborbid.auction.image.store.ImageStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Clears away what nobody needs: uploads that never came to their end, deleted pictures, and those
/// that could not be made. The row goes last, so that what fails half way is found again.
final class ImageCleanup {
  private static final Logger log = LoggerFactory.getLogger(ImageCleanup.class);

  /// Longer than any work on a picture that was deleted meanwhile.
  private static final Duration DELETED_LIFE = Duration.ofMinutes(10);

  /// For the seller to see that it did not work.
  private static final Duration FAILED_LIFE = Duration.ofDays(7);

  private final ImageRows rows;
  private final ImageStore store;
  private final Duration uploadLife;
  private final Clock clock;

  ImageCleanup(ImageRows rows, ImageStore store, Duration uploadLife, Clock clock) {
    this.rows = rows;
    this.store = store;
    this.uploadLife = uploadLife;
    this.clock = clock;
  }

  void run() {
    Instant now = clock.instant();
    List<String> orphans =
        rows.orphans(now.minus(uploadLife), now.minus(FAILED_LIFE), now.minus(DELETED_LIFE));
    for (String key : orphans) {
      store.delete(key, RenderTask.UPLOAD);
      store.delete(key, Rendition.ORIGINAL);
      for (Size size : Size.values()) {
        store.delete(key, size.id());
      }
      rows.forget(key);
    }
    log.debug("Cleared {} images away", orphans.size());
  }
}
