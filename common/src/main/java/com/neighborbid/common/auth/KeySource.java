package com.neighborbid.common.auth;

import java.security.interfaces.ECPublicKey;

/// Where the public keys of access tokens come from.
public interface KeySource {
  /// What is known about a key id.
  sealed interface Lookup {
    record Found(ECPublicKey key) implements Lookup {}

    /// Nobody signs with this key, or no longer.
    record Unknown() implements Lookup {}

    /// Nothing can be said: the keys could never be loaded.
    record Unavailable() implements Lookup {}
  }

  /// May block for the time of one HTTP request when the id was never seen before.
  Lookup find(String keyId);
}
