package com.neighborbid.gateway.edge;

import java.util.Map;

/// What tells browsers to be strict with an answer.
public final class StrictHeaders {

  /// Answers of the API are data: were one ever shown as a page, it could load and run nothing.
  static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

  private static final Map<String, String> DATA = of(DATA_POLICY);

  private StrictHeaders() {}

  /// For an answer that is data.
  public static Map<String, String> ofData() {
    return DATA;
  }

  /// @param policy the `Content-Security-Policy`
  static Map<String, String> of(String policy) {
    return Map.of(
        "X-Content-Type-Options",
        "nosniff",
        "X-Frame-Options",
        "DENY",
        "Referrer-Policy",
        "same-origin",
        "Cross-Origin-Opener-Policy",
        "same-origin",
        "Permissions-Policy",
        "camera=(), microphone=(), geolocation=()",
        "Content-Security-Policy",
        policy);
  }
}
