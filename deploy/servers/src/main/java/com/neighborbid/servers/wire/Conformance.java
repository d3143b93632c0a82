package com.neighborbid.servers.wire;

import com.neighborbid.servers.wire.Conversation.Delivery;
import java.util.List;
import java.util.stream.Stream;

/// All cases, each in one go and chopped, some also together with the handshake or before a half
/// close, played against a service.
///
/// Autobahn's section 9 measures; here it is what our own limit of 8 KiB a message means. Sections
/// 12 and 13 are about compression, which nobody here offers: that an offer of it is passed over is
/// among the [HandshakeCases].
public final class Conformance {
  private Conformance() {}

  /// Starts to play all cases at once.
  ///
  /// @param path of a WebSocket at the port
  public static List<Played> play(int port, String path, Dialect dialect) {
    Stream<Played> usual =
        cases(dialect).stream()
            .flatMap(
                one ->
                    Stream.of(Delivery.IN_ONE_GO, Delivery.CHOPPED)
                        .map(way -> play(port, path, dialect, one, way)));
    Stream<Played> atTheEdges =
        new EdgeCases(dialect)
            .all().stream()
                .flatMap(
                    one ->
                        Stream.of(Delivery.EARLY, Delivery.HALF_CLOSED)
                            .map(way -> play(port, path, dialect, one, way)));
    return Stream.concat(usual, atTheEdges).toList();
  }

  private static Played play(
      int port, String path, Dialect dialect, ConformanceCase one, Delivery way) {
    return Played.start(
        one.name() + way.suffix(),
        Conversation.expected(one),
        () -> Conversation.play(port, path, dialect, one, way));
  }

  private static List<ConformanceCase> cases(Dialect dialect) {
    return Stream.of(
            new FramingCases(dialect).all(),
            new ControlCases(dialect).all(),
            new FragmentCases(dialect).all(),
            new Utf8Cases(dialect).all(),
            new CloseCases(dialect).all(),
            new LimitCases(dialect).all())
        .flatMap(List::stream)
        .toList();
  }
}
