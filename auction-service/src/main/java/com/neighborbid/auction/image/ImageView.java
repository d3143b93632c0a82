package com.neighborbid.auction.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.neighborbid.auction.image.pixels.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A picture as everybody may see it.
///
/// @param status `PENDING` while its sizes are being made, `READY`, or `FAILED`: it cannot be shown
/// @param url of the original, where there is no smaller size wanted
/// @param width of the original, in pixels
/// @param sizes addresses by `large` (longest side at most 1600), `medium` (800) and `small` (320);
///   empty until they are made
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ImageView(
    String key, String status, String url, int width, int height, Map<String, String> sizes) {
  static final String READY = "READY";

  /// What a query of auctions selects, beside an auction named `a`, to show its pictures by
  /// [#parse]: one string, so that a page of auctions stays one statement.
  public static final String COLUMN =
      """
      (select string_agg(i.key || ' ' || i.status || ' ' || i.width || ' ' || i.height, ','
                         order by i.position)
       from auction_image i where i.auction_id = a.id and i.status in ('PENDING', 'READY')) as images
      """;

  private static final String PATH = "/api/images/";

  public ImageView {
    sizes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
  }

  static ImageView of(String key, String status, int width, int height) {
    Map<String, String> sizes = new LinkedHashMap<>();
    if (status.equals(READY)) {
      for (Size size : Size.values()) {
        sizes.put(size.id(), PATH + key + "-" + size.id());
      }
    }
    return new ImageView(key, status, PATH + key, width, height, sizes);
  }

  /// The pictures in the order of their seller.
  public static List<ImageView> parse(@Nullable String column) {
    if (column == null) {
      return List.of();
    }
    return Stream.of(column.split(",")).map(ImageView::one).toList();
  }

  private static ImageView one(String text) {
    String[] parts = text.split(" ");
    return of(parts[0], parts[1], Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
  }

  public boolean isReady() {
    return status.equals(READY);
  }
}
