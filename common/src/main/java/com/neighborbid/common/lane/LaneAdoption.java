package com.neighborbid.common.lane;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The operator's way to make another log a lane's own.
final class LaneAdoption {
  private static final Logger log = LoggerFactory.getLogger(LaneAdoption.class);

  private final LaneSettings settings;
  private final LogIdentity identity;
  private final LogWatch watch;
  private final DataSource dataSource;

  LaneAdoption(LaneSettings settings, LogIdentity identity, LogWatch watch, DataSource dataSource) {
    this.settings = settings;
    this.identity = identity;
    this.watch = watch;
    this.dataSource = dataSource;
  }

  long adopt(int partition, OptionalLong wanted) {
    LaneKey lane = new LaneKey(settings.group(), settings.topic(), partition);
    try {
      LogIdentity.Log now = watch.describe();
      if (partition < 0 || partition >= now.partitionCount()) {
        throw new LaneAdoptionException(settings.topic() + " has no partition " + partition, null);
      }
      LogIdentity.Range range = identity.range(lane);
      try (Connection connection = dataSource.getConnection()) {
        return adopt(connection, lane, now, range, wanted);
      }
    } catch (ExecutionException | TimeoutException | SQLException e) {
      throw new LaneAdoptionException("the log or the database does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaneAdoptionException("interrupted", e);
    }
  }

  private long adopt(
      Connection connection,
      LaneKey lane,
      LogIdentity.Log now,
      LogIdentity.Range range,
      OptionalLong wanted)
      throws SQLException {
    LaneRow row = LaneStore.find(connection, lane);
    if (row == null) {
      throw new LaneAdoptionException(lane + " has never been taken", null);
    }
    boolean sameTopic = row.log().topicId().equals(now.topicId());
    long careful = sameTopic ? Math.min(row.nextOffset(), range.end()) : range.begin();
    long next = wanted.orElse(careful);
    if (next < range.begin() || next > range.end()) {
      throw new LaneAdoptionException(
          "%s goes from %d to %d: %d is not in it"
              .formatted(lane, range.begin(), range.end(), next),
          null);
    }
    LaneStore.adopt(connection, lane, now, next);
    connection.commit();
    log.warn(
        "{} adopts log {} from offset {} on; it was at {} of {}",
        lane,
        now,
        next,
        row.nextOffset(),
        row.log());
    return next;
  }
}
