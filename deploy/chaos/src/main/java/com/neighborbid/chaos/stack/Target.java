package com.neighborbid.chaos.stack;

import com.neighborbid.systemtests.audit.AuditTarget;
import java.net.URI;
import java.util.List;

/// The system that people use and that is judged.
public interface Target extends AutoCloseable {
  /// Where people reach it.
  List<URI> gateways();

  /// Where databases and logs are reached.
  AuditTarget auditTarget();

  /// Names of processes that ended by themselves and were started again.
  List<String> revived();

  /// Mends whatever is broken.
  void mend();

  @Override
  void close();

  /// A system that somebody else started, and breaks.
  static Target running(URI gateway, AuditTarget auditTarget) {
    return new Running(List.of(gateway), auditTarget);
  }

  /// @param gateways one
  record Running(List<URI> gateways, AuditTarget auditTarget) implements Target {
    public Running {
      gateways = List.copyOf(gateways);
    }

    @Override
    public List<String> revived() {
      return List.of();
    }

    @Override
    public void mend() {
      // Whoever breaks it mends it.
    }

    @Override
    public void close() {
      // It goes on without us.
    }
  }
}
