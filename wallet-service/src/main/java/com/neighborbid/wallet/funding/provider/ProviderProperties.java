package com.neighborbid.wallet.funding.provider;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How money comes in and goes out.
///
/// @param kind at once, or by way of a provider over HTTP
/// @param url the provider's address, where there is one
/// @param apiKey what we show to the provider
/// @param webhookSecrets what the provider signs with; more than one while they are exchanged
/// @param replayWindow how old or how far ahead the time of a signature may be
/// @param confirmWithin how long a deposit may wait for its user
/// @param lateFor how long after its creation an expired deposit is still asked for
/// @param checkEvery how often we look for what has to be asked of the provider
/// @param pollAfter how long a webhook may take before we ask; doubled with every asking
/// @param timeout for one call of the provider
@ConfigurationProperties("neighborbid.wallet.provider")
public record ProviderProperties(
    @DefaultValue("instant") Kind kind,
    @DefaultValue("") String url,
    @DefaultValue("") String apiKey,
    @DefaultValue List<String> webhookSecrets,
    @DefaultValue("5m") Duration replayWindow,
    @DefaultValue("30m") Duration confirmWithin,
    @DefaultValue("3d") Duration lateFor,
    @DefaultValue("5s") Duration checkEvery,
    @DefaultValue("1m") Duration pollAfter,
    @DefaultValue("5s") Duration timeout) {
  private static final int SHORTEST_SECRET = 16;

  public enum Kind {
    INSTANT,
    HTTP
  }

  public ProviderProperties {
    webhookSecrets = webhookSecrets.stream().filter(secret -> !secret.isBlank()).toList();
    boolean signed =
        !webhookSecrets.isEmpty()
            && webhookSecrets.stream().allMatch(secret -> secret.length() >= SHORTEST_SECRET);
    if (kind == Kind.HTTP && (url.isBlank() || apiKey.isBlank() || !signed)) {
      throw new IllegalArgumentException(
          "a payment provider needs url, api-key and webhook-secrets of at least "
              + SHORTEST_SECRET
              + " characters");
    }
  }

  /// Secrets stay out of logs.
  @Override
  public String toString() {
    return "provider " + kind + " " + url;
  }
}
