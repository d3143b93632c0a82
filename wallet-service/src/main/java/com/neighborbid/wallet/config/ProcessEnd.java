package com.neighborbid.wallet.config;

/// Ends this process: somebody else does its work under its name.
@FunctionalInterface
interface ProcessEnd {
  /// @param reason for the log
  void end(String reason);
}
