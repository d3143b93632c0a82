package com.neighborbid.auction.image;

import com.neighborbid.auction.image.content.ImageFacts;
import com.neighborbid.auction.image.content.ImageFormat;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// Settings of auctions' pictures.
///
/// @param perAuction most pictures of an auction
/// @param maxFile largest file that is taken
/// @param maxPixels largest picture that is taken, width times height
/// @param maxBufferedPixels the same for kinds that must be held whole while decoding: progressive
///   JPEG, interlaced PNG
/// @param maxWebpPixels the same for WebP, whose decoder takes up to 60 bytes a pixel
/// @param maxKeptPixels larger ones are reduced while they are read: this bounds the memory, about
///   9 bytes a pixel
/// @param decodes how many are decoded at once in this process
/// @param inspections how many uploads are looked at at once in this process
/// @param attempts how often the making of sizes is tried
/// @param uploadLife after which an upload that never came to its end is cleared away
/// @param readyWait how long a request for a picture that is being made waits for it
/// @param watermark what is drawn over the lower right corner
/// @param store where files are kept
@Validated
@ConfigurationProperties("neighborbid.images")
public record ImageProperties(
    @Min(1) @Max(100) @DefaultValue("10") int perAuction,
    @NotNull @DefaultValue("10MB") DataSize maxFile,
    @Min(1) @DefaultValue("50000000") long maxPixels,
    @Min(1) @DefaultValue("12700000") long maxBufferedPixels,
    @Min(1) @DefaultValue("2600000") long maxWebpPixels,
    @Min(1) @DefaultValue("12700000") long maxKeptPixels,
    @Min(1) @Max(64) @DefaultValue("1") int decodes,
    @Min(1) @Max(1_000) @DefaultValue("8") int inspections,
    @Min(1) @Max(100) @DefaultValue("8") int attempts,
    @NotNull @DefaultValue("1h") Duration uploadLife,
    @NotNull @DefaultValue("3s") Duration readyWait,
    @Valid @DefaultValue Watermark watermark,
    @Valid @DefaultValue Store store) {

  /// The largest picture of a kind that is taken.
  long maxPixels(ImageFacts facts) {
    if (facts.format() == ImageFormat.WEBP) {
      return maxWebpPixels;
    }
    return facts.buffered() ? maxBufferedPixels : maxPixels;
  }

  /// @param file a PNG; empty for none
  /// @param opacity 0 (nothing to see) to 1
  public record Watermark(
      @DefaultValue("") String file,
      @Min(0) @DecimalMax("1.0") @DefaultValue("0.6") double opacity) {}

  /// @param kind `folder` or `s3`
  /// @param folder shared by all instances
  public record Store(
      @NotNull @DefaultValue("folder") Kind kind,
      @NotBlank @DefaultValue(".local/images") String folder,
      @Valid @DefaultValue S3 s3) {

    /// The kinds of stores.
    public enum Kind {
      FOLDER,
      S3
    }
  }

  /// @param endpoint of a service other than Amazon's; empty for Amazon's
  /// @param accessKey empty for what the environment offers (an instance's role, for example)
  /// @param pathStyle the bucket in the path instead of the host's name
  public record S3(
      @DefaultValue("") String endpoint,
      @NotBlank @DefaultValue("ap-northeast-2") String region,
      @NotBlank @DefaultValue("neighborbid-images") String bucket,
      @DefaultValue("") String accessKey,
      @DefaultValue("") String secretKey,
      @DefaultValue("false") boolean pathStyle) {}
}
