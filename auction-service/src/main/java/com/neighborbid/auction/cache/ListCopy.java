package com.neighborbid.auction.cache;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which auctions a page of a list shows, in its order. What it shows of them are copies of their
/// own, so that a bid makes no list wrong but those that are sorted or filtered by price.
///
/// @param nextCursor null on the last page
public record ListCopy(List<Long> ids, @Nullable String nextCursor, Heat heat) implements Kept {
  private static final int OVERHEAD = 200;
  private static final int ID_BYTES = 24;

  public ListCopy {
    ids = List.copyOf(ids);
  }

  @Override
  public long version() {
    return 0;
  }

  @Override
  public long untilMs() {
    return Long.MAX_VALUE;
  }

  @Override
  public int bytes() {
    return OVERHEAD + ids.size() * ID_BYTES;
  }

  /// In Redis: heat, cursor and ids in ASCII, each part ended by a line feed.
  enum Codec implements KeptCodec<ListCopy> {
    INSTANCE;

    @Override
    public byte[] encode(ListCopy copy) {
      String cursor = copy.nextCursor == null ? "" : copy.nextCursor;
      String ids = copy.ids.stream().map(String::valueOf).collect(Collectors.joining(","));
      return (copy.heat + "\n" + cursor + "\n" + ids).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public ListCopy decode(byte[] bytes) {
      String[] parts = new String(bytes, StandardCharsets.US_ASCII).split("\n", 3);
      List<Long> ids =
          Stream.of(parts[2].split(",")).filter(id -> !id.isEmpty()).map(Long::valueOf).toList();
      return new ListCopy(ids, parts[1].isEmpty() ? null : parts[1], Heat.valueOf(parts[0]));
    }
  }
}
