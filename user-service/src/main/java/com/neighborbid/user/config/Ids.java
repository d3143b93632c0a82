package com.neighborbid.user.config;

import java.util.UUID;

/// Where new ids come from.
@FunctionalInterface
public interface Ids {
  UUID next();
}
