package com.neighborbid.auction.image;

import com.neighborbid.auction.image.content.BrokenImageException;
import com.neighborbid.auction.image.content.ImageFacts;
import com.neighborbid.auction.image.content.ImageInspector;
import com.neighborbid.auction.image.store.ImageStore;
import com.neighborbid.auction.image.store.StoreException;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes pictures in. An upload that ends half way leaves a row that says so, and is cleared away
/// by it.
@Component
public class Uploads {
  private static final Logger log = LoggerFactory.getLogger(Uploads.class);
  private static final Duration INSPECTION_WAIT = Duration.ofSeconds(10);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final ImageRows rows;
  private final ImageStore store;
  private final ImageProperties properties;
  private final RenderTask task;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final Semaphore inspections;

  Uploads(
      ImageRows rows,
      ImageStore store,
      ImageProperties properties,
      RenderTask task,
      TransactionTemplate transactions,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.properties = properties;
    this.task = task;
    this.transactions = transactions;
    this.clock = clock;
    this.inspections = new Semaphore(properties.inspections());
  }

  /// Refuses whom it is not for, before a byte of the file is read.
  ///
  /// @throws ApiException AUCTION_NOT_FOUND, FORBIDDEN, AUCTION_ENDED, CONFLICT where it has enough
  public void requireMayAdd(long sellerId, long auctionId) {
    ImageRows.Owner owner =
        rows.owner(auctionId).orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND));
    if (owner.sellerId() != sellerId) {
      throw ApiException.of(ErrorCode.FORBIDDEN);
    }
    if (owner.ended()) {
      throw ApiException.of(ErrorCode.AUCTION_ENDED);
    }
    requireRoom(auctionId);
  }

  /// Keeps a picture; its sizes are made afterwards.
  ///
  /// @param file stays with the caller
  /// @throws ApiException UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, VALIDATION_FAILED where the
  ///   file is broken, CONFLICT where the auction has enough, SERVICE_UNAVAILABLE
  public ImageView add(long auctionId, Path file) throws IOException, InterruptedException {
    ImageFacts facts = inspect(file);
    String key = UUID.randomUUID().toString().replace("-", "");
    transactions.executeWithoutResult(
        _ -> {
          rows.lock(auctionId);
          requireRoom(auctionId);
          rows.receive(key, auctionId, facts, clock.instant());
        });
    try {
      store.put(key, RenderTask.UPLOAD, file, "application/octet-stream");
    } catch (StoreException e) {
      throw away(e);
    }
    transactions.executeWithoutResult(
        _ -> {
          if (rows.change(key, "RECEIVING", "PENDING", clock.instant())) {
            task.schedule(key);
          }
        });
    return rows.find(key).orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND)).view();
  }

  private ImageFacts inspect(Path file) throws IOException, InterruptedException {
    long maxBytes = properties.maxFile().toBytes();
    if (Files.size(file) > maxBytes) {
      throw ApiException.of(ErrorCode.PAYLOAD_TOO_LARGE).with("maxBytes", maxBytes);
    }
    if (!inspections.tryAcquire(INSPECTION_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw ApiException.of(ErrorCode.SERVICE_UNAVAILABLE).withRetryAfter(RETRY_AFTER);
    }
    try {
      ImageFacts facts =
          ImageInspector.inspect(file)
              .orElseThrow(
                  () ->
                      ApiException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE)
                          .withDetail("UNSUPPORTED_MEDIA_TYPE.image"));
      long maxPixels = properties.maxPixels(facts);
      if (facts.pixels() > maxPixels) {
        throw ApiException.of(ErrorCode.PAYLOAD_TOO_LARGE)
            .withDetail("PAYLOAD_TOO_LARGE.pixels")
            .with("maxPixels", maxPixels);
      }
      return facts;
    } catch (BrokenImageException _) {
      throw ApiException.invalid("file", "image");
    } finally {
      inspections.release();
    }
  }

  /// The answer while the store is away.
  static ApiException away(StoreException thrown) {
    log.warn("The image store is away", thrown);
    return ApiException.of(ErrorCode.SERVICE_UNAVAILABLE).withRetryAfter(RETRY_AFTER);
  }

  private void requireRoom(long auctionId) {
    if (rows.count(auctionId) >= properties.perAuction()) {
      throw ApiException.of(ErrorCode.CONFLICT)
          .withDetail("CONFLICT.images")
          .with("maxImages", properties.perAuction());
    }
  }
}
