package com.neighborbid.user.preference;

import com.neighborbid.user.preference.domain.Channel;
import java.util.Set;

/// What this deployment can deliver over.
public interface OfferedChannels {
  Set<Channel> channels();

  /// The key that browsers subscribe with, as they want it: base64url of the uncompressed point.
  String pushKey();

  /// Whether a URL that somebody gives may ever be called.
  boolean isCallable(String url);
}
