package com.neighborbid.auction.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Auctions and pages of them as they are sent, with the tag by which a reader finds out whether he
/// has them already.
@Component
class AuctionJson {
  private static final byte[] ITEMS = ascii("{\"items\":[");
  private static final int TAG_BYTES = 12;

  private final ObjectMapper mapper;

  AuctionJson(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  byte[] of(AuctionView view) {
    try {
      return mapper.writeValueAsBytes(view);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Put together of items that are JSON already.
  byte[] page(List<byte[]> items, @Nullable String nextCursor) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ITEMS);
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(items.get(i));
    }
    // A cursor is in the alphabet of Base64 for addresses: nothing to escape.
    String cursor = nextCursor == null ? "null" : "\"" + nextCursor + "\"";
    out.writeBytes(ascii("],\"nextCursor\":" + cursor + "}"));
    return out.toByteArray();
  }

  /// Changes exactly when the content does.
  static String etag(byte[] content) {
    byte[] hash = sha256().digest(content);
    return "\""
        + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES))
        + "\"";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
