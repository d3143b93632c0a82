package com.neighborbid.common.auth;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param jwksUrl where user-service publishes its keys; by default below `NB_USER_URL`
/// @param keysMaxAge after which they are loaded again
/// @param keysMinPause between two attempts to load them
/// @param keysTimeout of one attempt
/// @param redis `host:port`, from where ended sign-ins are learnt; absent: they are not
/// @param endedKeep how long an ended sign-in is remembered: at least the life of an access token
@ConfigurationProperties("neighborbid.auth")
public record AuthProperties(
    @Nullable URI jwksUrl,
    @DefaultValue("5m") Duration keysMaxAge,
    @DefaultValue("1s") Duration keysMinPause,
    @DefaultValue("2s") Duration keysTimeout,
    @Nullable String redis,
    @DefaultValue("20m") Duration endedKeep) {

  JwksKeySource.Settings settings() {
    return new JwksKeySource.Settings(keysMaxAge, keysMinPause, keysTimeout);
  }
}
