package com.neighborbid.chaos.fault;

import com.neighborbid.chaos.stack.Link;
import com.neighborbid.chaos.stack.TcpProxy;
import com.neighborbid.chaos.stack.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// One thing that goes wrong, for a while.
public sealed interface Fault {
  /// Faults of one kind are counted together.
  String kind();

  /// How long it is left as it is before it is mended.
  Duration lasting();

  /// `kill -9` of one or several processes at the same time.
  record Kill(List<Unit> units, Duration lasting) implements Fault {
    public Kill {
      units = List.copyOf(units);
    }

    @Override
    public String kind() {
      return units.size() > 1
          ? "kill -9 of " + units.size() + " at once"
          : "kill -9 of " + part(units.getFirst().name());
    }

    @Override
    public String toString() {
      return "kill -9 of "
          + units.stream().map(Unit::name).collect(Collectors.joining(", "))
          + ", away for "
          + seconds(lasting);
    }
  }

  /// `kill -9` of every process; then they are started in the order of `make run`.
  record KillAll(Duration lasting) implements Fault {
    @Override
    public String kind() {
      return "kill -9 of everything";
    }

    @Override
    public String toString() {
      return kind();
    }
  }

  /// Every service is stopped in order and started again, one after the other.
  record Rolling() implements Fault {
    @Override
    public String kind() {
      return "rolling restart";
    }

    @Override
    public Duration lasting() {
      return Duration.ZERO;
    }

    @Override
    public String toString() {
      return kind();
    }
  }

  /// SIGSTOP, SIGCONT.
  record Freeze(Unit unit, Duration lasting) implements Fault {
    @Override
    public String kind() {
      return "freeze of " + part(unit.name());
    }

    @Override
    public String toString() {
      return "freeze of " + unit.name() + " for " + seconds(lasting);
    }
  }

  /// A connection does not do what it should.
  record Disturb(Link link, TcpProxy.Mode how, Duration lasting) implements Fault {
    @Override
    public String kind() {
      String to = link.from().equals("gateway") ? "services" : part(link.to());
      return word(how) + " connections to " + to;
    }

    @Override
    public String toString() {
      return word(how) + " connections " + link + " for " + seconds(lasting);
    }
  }

  /// Every connection between two parts is reset, once.
  record Reset(Link link) implements Fault {
    @Override
    public String kind() {
      return "reset of connections";
    }

    @Override
    public Duration lasting() {
      return Duration.ZERO;
    }

    @Override
    public String toString() {
      return "reset of the connections " + link;
    }
  }

  /// Kafka cannot write any further into its files.
  record FullLog(Unit kafka, Duration lasting) implements Fault {
    @Override
    public String kind() {
      return "no room for the log";
    }

    @Override
    public String toString() {
      return kind() + " for " + seconds(lasting);
    }
  }

  /// Nothing that we do; perhaps somebody else does something meanwhile.
  record Others(Duration lasting) implements Fault {
    @Override
    public String kind() {
      return "whatever others broke";
    }

    @Override
    public String toString() {
      return kind() + " within " + seconds(lasting);
    }
  }

  private static String part(String name) {
    return name.replaceAll("-\\d+$", "");
  }

  private static String word(TcpProxy.Mode how) {
    return how.name().toLowerCase(Locale.ROOT);
  }

  private static String seconds(Duration length) {
    return "%.1f s".formatted(length.toMillis() / 1000.0);
  }
}
