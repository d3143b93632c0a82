package com.neighborbid.auction.cache;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// How long copies of what everybody may see are kept.
///
/// @param enabled `off` keeps none: every reader loads what he asks for (`NB_CACHE`)
/// @param near in this process, while changes are heard of
/// @param far in Redis
/// @param deaf in this process, while nobody tells of changes
/// @param memory most that the copies in this process take, roughly
@Validated
@ConfigurationProperties("neighborbid.cache")
public record CacheSettings(
    boolean enabled,
    @NotNull @Valid Lifetimes near,
    @NotNull @Valid Lifetimes far,
    @NotNull Duration deaf,
    @NotNull DataSize memory) {
  /// By how soon something is likely to change.
  public record Lifetimes(@NotNull Duration hot, @NotNull Duration warm, @NotNull Duration cold) {
    Duration of(Heat heat) {
      return switch (heat) {
        case HOT -> hot;
        case WARM -> warm;
        case COLD -> cold;
      };
    }
  }
}
