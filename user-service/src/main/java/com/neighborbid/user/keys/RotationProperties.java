package com.neighborbid.user.keys;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param every how long a key signs
/// @param publishedBefore how long a key is published before it signs: longer than anybody keeps a
///   copy of the published keys
/// @param keptAfter how long a key counts after its last token has expired, for clocks that differ
@Validated
@ConfigurationProperties("neighborbid.user.key-rotation")
record RotationProperties(
    @DefaultValue("30d") Duration every,
    @DefaultValue("1h") Duration publishedBefore,
    @DefaultValue("1h") Duration keptAfter) {
  @AssertTrue(message = "a key must be published before it signs, and sign for longer than that")
  boolean isPossible() {
    return publishedBefore.isPositive() && every.compareTo(publishedBefore) > 0;
  }
}
