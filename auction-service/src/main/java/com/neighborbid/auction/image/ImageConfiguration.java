package com.neighborbid.auction.image;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.neighborbid.auction.image.pixels.Renderer;
import com.neighborbid.auction.image.pixels.Watermark;
import com.neighborbid.auction.image.store.FolderStore;
import com.neighborbid.auction.image.store.ImageStore;
import com.neighborbid.auction.image.store.S3Store;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wiring of the pictures: the store that is configured, and the background work.
@Configuration(proxyBeanMethods = false)
class ImageConfiguration {
  private static final Duration CLEAN_EVERY = Duration.ofMinutes(10);

  @Bean
  ImageStore imageStore(ImageProperties properties) {
    return switch (properties.store().kind()) {
      case FOLDER -> new FolderStore(Path.of(properties.store().folder()));
      case S3 -> new S3Store(properties.store().s3());
    };
  }

  @Bean
  Renderer imageRenderer(ImageProperties properties) {
    ImageProperties.Watermark mark = properties.watermark();
    return new Renderer(
        properties.maxKeptPixels(),
        mark.file().isEmpty()
            ? Optional.empty()
            : Optional.of(Watermark.read(Path.of(mark.file()), mark.opacity())));
  }

  @Bean
  Rendering rendering(
      ImageRows rows, ImageStore store, Renderer renderer, Clock clock, MeterRegistry metrics) {
    var _ = Gauge.builder("neighborbid.images.waiting", rows, ImageRows::waiting).register(metrics);
    return new Rendering(rows, store, renderer, clock, metrics);
  }

  @Bean
  RenderTask renderTask(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
    return new RenderTask(scheduler, clock);
  }

  @Bean
  Task<Void> imageSizes(Rendering rendering, ImageProperties properties) {
    return RenderTask.of(rendering, properties.attempts(), properties.decodes());
  }

  @Bean
  ImageCleanup imageCleanup(
      ImageRows rows, ImageStore store, ImageProperties properties, Clock clock) {
    return new ImageCleanup(rows, store, properties.uploadLife(), clock);
  }

  @Bean
  Task<Void> imageCleanupTask(ImageCleanup cleanup) {
    return Tasks.recurring("image-cleanup", FixedDelay.of(CLEAN_EVERY))
        .execute((_, _) -> cleanup.run());
  }
}
