package com.neighborbid.auction.image;

import com.neighborbid.auction.image.pixels.Rendition;
import com.neighborbid.auction.image.pixels.Size;
import com.neighborbid.auction.image.store.ImageStore;
import com.neighborbid.auction.image.store.ImageStore.Stored;
import com.neighborbid.auction.image.store.StoreException;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Pictures that are there: shown, put in order, deleted.
@Component
public class Images {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final int MOST_WAITING = 64;

  private final ImageRows rows;
  private final ImageStore store;
  private final ImageProperties properties;
  private final Clock clock;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  Images(ImageRows rows, ImageStore store, ImageProperties properties, Clock clock) {
    this.rows = rows;
    this.store = store;
    this.properties = properties;
    this.clock = clock;
  }

  /// One file of a picture that can be shown.
  public record Shown(String key, String name, String contentType) {}

  /// The file behind an address. A picture that is still being made is waited for a little: who has
  /// just uploaded it wants to see it.
  ///
  /// @param size of [Size], empty for the original
  /// @throws ApiException NOT_FOUND, SERVICE_UNAVAILABLE where it is still being made
  public Shown require(String key, Optional<Size> size) throws InterruptedException {
    ImageRows.Row row = find(key);
    if (row.status().equals("PENDING")) {
      row = awaited(key);
    }
    if (!row.status().equals(ImageView.READY)) {
      throw ApiException.of(ErrorCode.NOT_FOUND);
    }
    return new Shown(
        key,
        size.map(Size::id).orElse(Rendition.ORIGINAL),
        size.isPresent() ? "image/jpeg" : row.contentType());
  }

  /// @throws ApiException NOT_FOUND where it has just been deleted, SERVICE_UNAVAILABLE
  public Stored open(Shown image) {
    try {
      return store
          .open(image.key(), image.name())
          .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
    } catch (StoreException e) {
      throw Uploads.away(e);
    }
  }

  /// An auction's pictures in the order of their seller, who alone sees those that failed.
  ///
  /// @throws ApiException AUCTION_NOT_FOUND
  public List<ImageView> of(long auctionId, Optional<Long> viewerId) {
    ImageRows.Owner owner = owner(auctionId);
    boolean own = viewerId.isPresent() && viewerId.get() == owner.sellerId();
    return rows.of(auctionId).stream()
        .map(ImageRows.Row::view)
        .filter(image -> own || !image.status().equals("FAILED"))
        .toList();
  }

  /// Puts an auction's pictures in another order.
  ///
  /// @param keys all of them
  /// @throws ApiException AUCTION_NOT_FOUND, FORBIDDEN, AUCTION_ENDED, VALIDATION_FAILED
  @Transactional
  public List<ImageView> order(long sellerId, long auctionId, List<String> keys) {
    ImageRows.Owner owner = owner(auctionId);
    if (owner.sellerId() != sellerId) {
      throw ApiException.of(ErrorCode.FORBIDDEN);
    }
    if (owner.ended()) {
      throw ApiException.of(ErrorCode.AUCTION_ENDED);
    }
    rows.lock(auctionId);
    List<String> known = rows.of(auctionId).stream().map(ImageRows.Row::key).toList();
    if (keys.size() != known.size() || !new HashSet<>(keys).equals(new HashSet<>(known))) {
      throw ApiException.invalid("keys", "imageKeys");
    }
    rows.order(keys);
    return of(auctionId, Optional.of(sellerId));
  }

  /// Deletes a picture; its files go later. What people have bid on must stay to be seen, so with
  /// bids only an admin may.
  ///
  /// @throws ApiException NOT_FOUND, FORBIDDEN, AUCTION_ENDED, AUCTION_HAS_BIDS
  @Transactional
  public void delete(long userId, boolean admin, String key) {
    ImageRows.Row row = find(key);
    ImageRows.Owner owner = owner(row.auctionId());
    if (!admin) {
      if (owner.sellerId() != userId) {
        throw ApiException.of(ErrorCode.FORBIDDEN);
      }
      boolean shown = !row.status().equals("FAILED");
      if (shown && owner.ended()) {
        throw ApiException.of(ErrorCode.AUCTION_ENDED);
      }
      if (shown && owner.bidOn()) {
        throw ApiException.of(ErrorCode.AUCTION_HAS_BIDS);
      }
    }
    rows.discard(key, clock.instant());
  }

  private ImageRows.Row awaited(String key) throws InterruptedException {
    if (waiting.tryAcquire()) {
      try {
        Instant end = clock.instant().plus(properties.readyWait());
        while (clock.instant().isBefore(end)) {
          Thread.sleep(LOOK_AGAIN); // made by any instance: only the row tells
          ImageRows.Row row = find(key);
          if (!row.status().equals("PENDING")) {
            return row;
          }
        }
      } finally {
        waiting.release();
      }
    }
    throw ApiException.of(ErrorCode.SERVICE_UNAVAILABLE).withRetryAfter(Duration.ofSeconds(2));
  }

  private ImageRows.Row find(String key) {
    return rows.find(key)
        .filter(row -> !row.status().equals("DELETED") && !row.status().equals("RECEIVING"))
        .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }

  private ImageRows.Owner owner(long auctionId) {
    return rows.owner(auctionId).orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND));
  }
}
