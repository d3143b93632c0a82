package com.neighborbid.common.selfaudit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Looks at some rows of the service's own database at a time, at others the next time, until all
/// have had their turn, and begins anew. Each question is one statement, so it sees one moment;
/// what offends is a metric and an error in the log, and is looked at again each time until it is
/// sound. Nothing is ever changed.
///
/// Of several instances one looks each time, and goes on where the one before it was; the figures
/// of the others end with their age.
public final class SelfAudit {
  private static final Logger log = LoggerFactory.getLogger(SelfAudit.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /// Older than this a figure says nothing about now.
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);

  private static final int MOST = 100;
  private static final int SHOWN = 5;

  /// A question takes milliseconds; one that takes so long is not worth the database's time.
  private static final int MOST_SECONDS = 5;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final List<Sample> samples;
  private final Counter skipped;
  private volatile Map<String, Integer> offenders = Map.of();
  private volatile @Nullable Instant last;

  /// Rows that are looked at, some at a time.
  ///
  /// @param name of the kind of rows
  /// @param next answers the ids that follow `:after`, at most `:most`, in their order
  /// @param checks by name; each answers `id` and a sentence, `words`, per offender among `:ids`
  public record Sample(String name, String next, Map<String, String> checks) {
    public Sample {
      checks = Map.copyOf(checks);
    }
  }

  /// How far it has come: the data of the task, so that no restart begins anew.
  ///
  /// @param after the last id of each kind of rows that has had its turn
  /// @param offenders ids of each kind that offended, not more than are looked at each time
  public record Turn(Map<String, Long> after, Map<String, List<Long>> offenders) {
    public static final Turn FIRST = new Turn(Map.of(), Map.of());

    /// What another version wrote may lack what this one knows.
    public Turn {
      after = after == null ? Map.of() : Map.copyOf(after);
      offenders = offenders == null ? Map.of() : Map.copyOf(offenders);
    }
  }

  private record Offender(long id, String words) {}

  public SelfAudit(DataSource database, Clock clock, MeterRegistry registry, List<Sample> samples) {
    JdbcTemplate impatient = new JdbcTemplate(database);
    impatient.setQueryTimeout(MOST_SECONDS);
    this.jdbc = JdbcClient.create(impatient);
    this.clock = clock;
    this.samples = List.copyOf(samples);
    samples.stream()
        .flatMap(sample -> sample.checks().keySet().stream())
        .distinct()
        .forEach(check -> register(check, registry));
    this.skipped =
        Counter.builder("neighborbid.audit.skipped")
            .description("checks of some rows that were given up because they took too long")
            .register(registry);
    Gauge.builder("neighborbid.audit.age", this, SelfAudit::ageSeconds)
        .baseUnit("seconds")
        .description("since this instance has looked at its rows")
        .register(registry);
  }

  private void register(String check, MeterRegistry registry) {
    Gauge.builder("neighborbid.audit.offenders", this, audit -> audit.figure(check))
        .tag("check", check)
        .description("rows that were not what they must be when they were looked at last")
        .register(registry);
  }

  /// The task that looks every minute, in one instance at a time.
  public RecurringTask<Turn> task() {
    return Tasks.recurring("self-audit", FixedDelay.of(PAUSE), Turn.class)
        .initialData(Turn.FIRST)
        .executeStateful((task, _) -> look(task.getData()));
  }

  /// Looks at the next rows, and again at what offended.
  ///
  /// @return where to go on; where it was if the rows cannot be looked at now
  public synchronized Turn look(Turn from) {
    Map<String, Integer> found = new LinkedHashMap<>();
    Map<String, Long> after = new HashMap<>();
    Map<String, List<Long>> suspects = new HashMap<>();
    try {
      for (Sample sample : samples) {
        long begin = from.after().getOrDefault(sample.name(), Long.MIN_VALUE);
        List<Long> known = from.offenders().getOrDefault(sample.name(), List.of());
        List<Long> next =
            jdbc.sql(sample.next())
                .param("after", begin)
                .param("most", MOST)
                .query(Long.class)
                .list();
        after.put(sample.name(), next.size() < MOST ? Long.MIN_VALUE : next.getLast());
        SortedSet<Long> ids = new TreeSet<>(known);
        ids.addAll(next);
        suspects.put(sample.name(), offendersAmong(ids, known, sample, found));
      }
    } catch (DataAccessException e) {
      log.warn("The rows cannot be looked at now: {}", e.toString());
      return from;
    }
    offenders = Map.copyOf(found);
    last = clock.instant();
    return new Turn(after, suspects);
  }

  /// @param known returned as they are where the rows take too long: so the next ones have their
  ///   turn
  private List<Long> offendersAmong(
      Collection<Long> ids, List<Long> known, Sample sample, Map<String, Integer> found) {
    SortedSet<Long> offending = new TreeSet<>();
    for (Map.Entry<String, String> check : sample.checks().entrySet()) {
      try {
        List<Offender> some =
            jdbc.sql(check.getValue())
                .param("ids", ids.toArray(Long[]::new))
                .query((row, _) -> new Offender(row.getLong("id"), row.getString("words")))
                .list();
        var _ = found.merge(check.getKey(), some.size(), Integer::sum);
        some.forEach(offender -> offending.add(offender.id()));
        alarm(check.getKey(), some);
      } catch (QueryTimeoutException e) {
        skipped.increment();
        log.warn("{} {} took too long for {}", ids.size(), sample.name(), check.getKey());
        offending.addAll(known);
      }
    }
    return offending.stream().limit(MOST).toList();
  }

  private static void alarm(String check, List<Offender> some) {
    if (!some.isEmpty()) {
      log.error(
          "ALARM {}: {} offend, such as {}",
          check,
          some.size(),
          some.stream().limit(SHOWN).map(Offender::words).toList());
    }
  }

  /// How many offended when they were looked at last, by check.
  public Map<String, Integer> offenders() {
    return offenders;
  }

  private double figure(String check) {
    Integer count = offenders.get(check);
    return count == null || ageSeconds() > GOOD_FOR.toSeconds() ? Double.NaN : count;
  }

  private double ageSeconds() {
    Instant looked = last;
    return looked == null
        ? Double.NaN
        : Duration.between(looked, clock.instant()).toMillis() / 1000.0;
  }
}
