package com.neighborbid.realtime.netty;

import java.util.Optional;

/// What operators can look at over plain HTTP.
@FunctionalInterface
public interface OperatorPages {
  /// The page at a path; empty where there is none. May block.
  Optional<Page> page(String path);

  record Page(int status, String contentType, String body) {}
}
