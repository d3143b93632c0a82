package com.neighborbid.auction.listing;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// One version of what a seller says about an item. Never changed: an edit is another version, and
/// the log carries the version with its hash.
@Entity
@Immutable
public class Listing {
  @EmbeddedId private ListingId id = new ListingId(0, 0);

  @Column(name = "seller_id")
  private long sellerId;

  private String title = "";
  private String description = "";
  private String category = "";
  private @Nullable String region;

  @Enumerated(EnumType.STRING)
  @Column(name = "item_condition")
  private Condition condition = Condition.NEW;

  @Enumerated(EnumType.STRING)
  @Column(name = "shipping_payer")
  private ShippingPayer shippingPayer = ShippingPayer.BUYER;

  private String hash = "";

  @Column(name = "created_at")
  private Instant createdAt = Instant.EPOCH;

  protected Listing() {
    // for Hibernate
  }

  /// The texts of a version as the seller wrote them.
  public record Texts(
      String title,
      String description,
      String category,
      @Nullable String region,
      Condition condition,
      ShippingPayer shippingPayer) {
    /// SHA-256 over all fields, each ended by U+001F, in hexadecimal.
    String hash() {
      String all =
          String.join(
              "\u001f",
              title,
              description,
              category,
              region == null ? "" : region,
              condition.name(),
              shippingPayer.name());
      try {
        byte[] digest =
            MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }

  Listing(ListingId id, long sellerId, Texts texts, Instant createdAt) {
    this.id = id;
    this.sellerId = sellerId;
    this.title = texts.title();
    this.description = texts.description();
    this.category = texts.category();
    this.region = texts.region();
    this.condition = texts.condition();
    this.shippingPayer = texts.shippingPayer();
    this.hash = texts.hash();
    this.createdAt = createdAt;
  }

  public long auctionId() {
    return id.auctionId();
  }

  public int version() {
    return id.version();
  }

  public String hash() {
    return hash;
  }

  public Texts texts() {
    return new Texts(title, description, category, region, condition, shippingPayer);
  }

  public Instant createdAt() {
    return createdAt;
  }

  public long sellerId() {
    return sellerId;
  }
}
