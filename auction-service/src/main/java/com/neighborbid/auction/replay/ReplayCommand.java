package com.neighborbid.auction.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/// The commands `make replay` and `make export-log`: no service is started, nothing is changed.
///
/// Arguments: `--replay [--auction=<id>] [--export=<file>]` derives every auction (or one) from
/// `auction.log` (or from an export of it) and compares with the database, up to what the lanes had
/// decided at that moment. `--export-log=<file>` writes the log to a file.
///
/// Environment: `NB_DB_URL`, `NB_DB_USER`, `NB_DB_PASSWORD`, `NB_KAFKA`; those of the local stack
/// where they are absent, on the ports that `NB_POSTGRES_PORT` and `NB_KAFKA_PORT` say.
public final class ReplayCommand {
  /// Exit codes.
  public static final int EQUAL = 0;

  public static final int DIFFERENT = 1;
  public static final int COULD_NOT_RUN = 2;

  private static final int SHOWN = 20;
  private static final String REPLAY = "--replay";
  private static final String EXPORT_LOG = "--export-log=";
  private static final String EXPORT = "--export=";
  private static final String AUCTION = "--auction=";

  private final Map<String, String> environment;
  private final PrintStream out;

  private OptionalLong only = OptionalLong.empty();
  private @Nullable Path export;
  private @Nullable Path exportTo;

  private ReplayCommand(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  /// Whether the arguments ask for one of these commands.
  public static boolean isWanted(String[] arguments) {
    return arguments.length > 0
        && (arguments[0].equals(REPLAY) || arguments[0].startsWith(EXPORT_LOG));
  }

  /// Runs the command.
  ///
  /// @return 0 where all is equal or exported, 1 where something differs, 2 where it could not run
  public static int run(String[] arguments, Map<String, String> environment, PrintStream out) {
    LoggingSystem.get(ReplayCommand.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
    ReplayCommand command = new ReplayCommand(environment, out);
    try {
      command.read(arguments);
      return command.exportTo == null ? command.replay() : command.export(command.exportTo);
    } catch (IllegalArgumentException
        | SQLException
        | IOException
        | UncheckedIOException
        | KafkaException
        | LogSource.LogIncompleteException e) {
      out.println("The replay could not be made: " + e.getMessage());
      return COULD_NOT_RUN;
    }
  }

  private void read(String[] arguments) {
    for (String argument : arguments) {
      if (argument.startsWith(AUCTION)) {
        only = OptionalLong.of(Long.parseLong(argument.substring(AUCTION.length())));
      } else if (argument.startsWith(EXPORT)) {
        export = Path.of(argument.substring(EXPORT.length()));
      } else if (argument.startsWith(EXPORT_LOG)) {
        exportTo = Path.of(argument.substring(EXPORT_LOG.length()));
      } else if (!argument.equals(REPLAY)) {
        throw new IllegalArgumentException("unknown argument " + argument);
      }
    }
  }

  private int export(Path file) throws IOException {
    try (KafkaLog log = new KafkaLog(kafka())) {
      long records = ExportedLog.write(log, file);
      out.printf("Exported %,d records to %s%n", records, file);
      return EQUAL;
    }
  }

  private int replay() throws SQLException, IOException {
    if (export != null) {
      if (!Files.isReadable(export)) {
        throw new IOException("there is no file " + export);
      }
      return replay(new ExportedLog(export));
    }
    try (KafkaLog log = new KafkaLog(kafka())) {
      return replay(log);
    }
  }

  private int replay(LogSource log) throws SQLException {
    try (StoredRows stored = new StoredRows(database(), only)) {
      Map<Integer, Long> decided = stored.decidedUpTo();
      if (only.isPresent()) {
        int partition = (int) stored.partitionOf(only.getAsLong()).orElse(-1);
        decided.keySet().removeIf(number -> number != partition && partition >= 0);
      }
      Map<Integer, Long> limits = new TreeMap<>(decided);
      if (export != null) {
        Map<Integer, Long> ends = log.ends();
        limits.replaceAll((partition, next) -> Math.min(next, ends.getOrDefault(partition, 0L)));
      }
      Derivation derivation = new Derivation(only);
      log.read(limits, derivation::accept);
      if (only.isPresent() && derivation.auctions().isEmpty()) {
        throw new IllegalArgumentException("the log has no auction " + only.getAsLong());
      }
      Comparison comparison = new Comparison(derivation, limits, limits.equals(decided));
      SortedMap<Place, String> differences = comparison.of(stored);
      if (!limits.equals(decided)) {
        out.printf("The log at hand ends at %s, the database has decided %s%n", limits, decided);
      }
      out.printf(
          "Replayed %,d records: %,d auctions, %,d bids, %,d ledger entries%n",
          derivation.records(),
          derivation.auctions().size(),
          derivation.bids().size(),
          comparison.ledgerEntries());
      return tell(differences);
    }
  }

  private int tell(SortedMap<Place, String> differences) {
    if (differences.isEmpty()) {
      out.println("The database equals the log");
      return EQUAL;
    }
    out.printf(
        "DIFFERENT at %,d records, first at %s:%n", differences.size(), differences.firstKey());
    differences.entrySet().stream()
        .limit(SHOWN)
        .forEach(entry -> out.printf("  %s: %s%n", entry.getKey(), entry.getValue()));
    if (differences.size() > SHOWN) {
      out.printf("  and %,d more%n", differences.size() - SHOWN);
    }
    return DIFFERENT;
  }

  private Connection database() throws SQLException {
    String local = "jdbc:postgresql://127.0.0.1:" + value("NB_POSTGRES_PORT", "15432");
    return DriverManager.getConnection(
        value("NB_DB_URL", local + "/nb_auction"),
        value("NB_DB_USER", "neighborbid"),
        value("NB_DB_PASSWORD", "neighborbid"));
  }

  private String kafka() {
    return value("NB_KAFKA", "127.0.0.1:" + value("NB_KAFKA_PORT", "19092"));
  }

  private String value(String name, String otherwise) {
    return environment.getOrDefault(name, otherwise);
  }
}
