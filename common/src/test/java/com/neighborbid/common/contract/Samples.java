package com.neighborbid.common.contract;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An example of every record: each component has the value that its name and type stand for, so
/// that a new record has an example without a line of code.
final class Samples {
  private static final Map<String, Object> BY_NAME =
      Map.ofEntries(
          Map.entry("auctionId", 41L),
          Map.entry("userId", 7L),
          Map.entry("bidderId", 7L),
          Map.entry("sellerId", 3L),
          Map.entry("adminId", 2L),
          Map.entry("loss", 4_000L),
          Map.entry("confirmWithinSeconds", 604_800L),
          Map.entry("requestedBy", 3L),
          Map.entry("commentId", 502L),
          Map.entry("parentId", 501L),
          Map.entry("authorId", 3L),
          Map.entry("toUserId", 7L),
          Map.entry("leaderId", 7L),
          Map.entry("winnerId", 7L),
          Map.entry("reviewerId", 3L),
          Map.entry("reviewId", 5L),
          Map.entry("rating", 5),
          Map.entry("reputation", 90L),
          Map.entry("reviewCount", 2L),
          Map.entry("rulesVersion", 1),
          Map.entry("seq", 12L),
          Map.entry("index", 0),
          Map.entry("commandSeq", 5L),
          Map.entry("bidCount", 4L),
          Map.entry("bidUnit", 1_000L),
          Map.entry("startPrice", 10_000L),
          Map.entry("maxAmount", 20_000L),
          Map.entry("instantPrice", 50_000L),
          Map.entry("reservePrice", 30_000L),
          Map.entry("minNextBid", 16_000L),
          Map.entry("available", 85_000L),
          Map.entry("fee", 450L),
          Map.entry("day", "2026-11-20"),
          Map.entry("root", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
          Map.entry("previous", "0".repeat(64)),
          Map.entry("hash", "aa6b531148301e41b2548d99b7bd0618bde4e7627998053ba4a1b2130ecde797"),
          Map.entry("auctions", 2L),
          Map.entry("softCloseSeconds", 30),
          Map.entry("softCloseCapSeconds", 600),
          Map.entry("instantUntilPercent", 80),
          Map.entry("feeBasisPoints", 250),
          Map.entry("feeMinimum", 100L),
          Map.entry(
              "ledgerHash", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
          Map.entry("listingVersion", 1),
          Map.entry("listingHash", "9f86d081884c7d65"),
          Map.entry("replyTo", "realtime-8084"),
          Map.entry("code", "BELOW_MINIMUM"),
          Map.entry("reason", "chargeback 2026-11"),
          Map.entry("bidder", "미나 mina"),
          Map.entry("winnerNickname", "미나 mina"),
          Map.entry("nickname", "미나 mina"),
          Map.entry("notificationKind", "OUTBID"),
          Map.entry("title", "You were outbid"),
          Map.entry("titleKo", "더 높은 입찰이 있습니다"),
          Map.entry("text", "The price is now 15,000 won."),
          Map.entry("textKo", "현재가는 15,000원입니다."),
          Map.entry("region", "KR/11/680"));

  private Samples() {}

  /// An example with everything that may be absent.
  static Object full(Class<?> kind) {
    return make(kind, true);
  }

  /// An example without anything that may be absent.
  static Object minimal(Class<?> kind) {
    return make(kind, false);
  }

  static boolean hasOptional(Class<?> kind) {
    return Arrays.stream(kind.getRecordComponents())
        .anyMatch(c -> isOptional(c) || (c.getType().isRecord() && hasOptional(c.getType())));
  }

  static boolean isOptional(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    return type.isAnnotationPresent(Nullable.class)
        || component.isAnnotationPresent(ZeroIfAbsent.class);
  }

  private static Object make(Class<?> kind, boolean full) {
    RecordComponent[] components = kind.getRecordComponents();
    Object[] values =
        Arrays.stream(components)
            .map(
                c ->
                    isOptional(c) && !full
                        ? absent(c)
                        : value(c.getName(), c.getGenericType(), full))
            .toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return kind.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("cannot make a " + kind, e);
    }
  }

  /// What a component has that is not there.
  private static @Nullable Object absent(RecordComponent component) {
    return component.isAnnotationPresent(ZeroIfAbsent.class) ? 0L : null;
  }

  private static Object value(String name, Type type, boolean full) {
    Object named = BY_NAME.get(name);
    if (named != null) {
      return named;
    }
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return full ? List.of(value(name, list.getActualTypeArguments()[0], true)) : List.of();
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return make(plain, full);
    }
    if (plain.isEnum()) {
      return plain.getEnumConstants()[0];
    }
    return switch (plain.getSimpleName()) {
      case "long", "Long" -> 15_000L;
      case "boolean" -> true;
      case "UUID" -> UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
      case "Instant" ->
          Instant.parse(name.endsWith("At") ? "2026-11-21T12:00:00Z" : "2026-11-21T11:58:30.123Z");
      default -> throw new AssertionError("no example for " + name + " of type " + type);
    };
  }
}
