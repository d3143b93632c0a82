package com.neighborbid.gateway.routing;

import com.neighborbid.gateway.config.GatewaySettings;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/// The services behind the gateway.
public enum Service {
  USER,
  WALLET,
  AUCTION,
  REALTIME;

  /// The name used in addresses, answers, metrics and logs.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Where its instances listen; at least one.
  public List<URI> addresses(GatewaySettings.Services services) {
    return switch (this) {
      case USER -> services.user();
      case WALLET -> services.wallet();
      case AUCTION -> services.auction();
      case REALTIME -> services.realtime();
    };
  }
}
