package com.neighborbid.local;

import com.neighborbid.servers.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupListing;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// What must be done to databases that were restored to an earlier time before any service sees
/// them, because others remember what came later.
final class AfterRestore {
  private static final long LIMIT_S = 60;

  /// Where the numbers of this life begin: every restore begins another timeline, so no two, not
  /// even to the same moment, hand out the same. A life of a billion of them ends before the next.
  private static final String FIRST =
      "(select ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::bigint * 1000000000)";

  /// Ids that were given to people and auctions after that time are in the logs, with money: nobody
  /// else may get them.
  private static final String SKIP_IDS =
      "select setval(format('%I.%I', schemaname, sequencename)::regclass,"
          + " greatest(coalesce(last_value, 0) + 1000000, "
          + FIRST
          + ")) from pg_sequences where schemaname = 'public'";

  /// A process of then that was frozen, and wakes up, must not find the epoch it had.
  private static final String SKIP_EPOCHS =
      "update lane set epoch = greatest(epoch + 1000000, " + FIRST + ")";

  private AfterRestore() {}

  /// Leaves out the numbers that were given after the time that the database was restored to.
  static void leaveRoom(String jdbcUrl) {
    try (Connection connection =
            DriverManager.getConnection(jdbcUrl, PostgresServer.USER, PostgresServer.PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(SKIP_IDS);
      boolean lanes;
      try (ResultSet row = statement.executeQuery("select to_regclass('lane') is not null")) {
        lanes = row.next() && row.getBoolean(1);
      }
      if (lanes) {
        statement.executeUpdate(SKIP_EPOCHS);
      }
    } catch (SQLException e) {
      throw new StackException("cannot prepare " + jdbcUrl + ": " + e.getMessage(), e);
    }
  }

  /// Has everybody who listens hear again what was said after `at`: what they had made of it is no
  /// longer in their databases. Who is farther behind stays there. The engines need it not: their
  /// positions are in their databases.
  static void setListenersBack(String bootstrap, Instant at) {
    try (Admin admin = admin(bootstrap)) {
      for (ConsumerGroupListing group : get(admin.listConsumerGroups().all())) {
        setBack(admin, group.groupId(), at);
      }
    }
  }

  /// The same for these groups.
  static void setListenersBack(String bootstrap, Instant at, List<String> groups) {
    try (Admin admin = admin(bootstrap)) {
      groups.forEach(group -> setBack(admin, group, at));
    }
  }

  private static Admin admin(String bootstrap) {
    return Admin.create(Map.of("bootstrap.servers", bootstrap, "request.timeout.ms", "10000"));
  }

  private static void setBack(Admin admin, String group, Instant at) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    committed
        .keySet()
        .forEach(partition -> asked.put(partition, OffsetSpec.forTimestamp(at.toEpochMilli())));
    if (asked.isEmpty()) {
      return;
    }
    Map<TopicPartition, ListOffsetsResultInfo> found = get(admin.listOffsets(asked).all());
    Map<TopicPartition, OffsetAndMetadata> earlier = new HashMap<>();
    found.forEach(
        (partition, info) -> {
          OffsetAndMetadata now = committed.get(partition);
          if (now != null && info.offset() >= 0 && info.offset() < now.offset()) {
            earlier.put(partition, new OffsetAndMetadata(info.offset()));
          }
        });
    if (!earlier.isEmpty()) {
      removeMembers(admin, group);
      get(admin.alterConsumerGroupOffsets(group, earlier).all());
    }
  }

  /// Whoever was killed is a member until his session is over, and a group with members is not set
  /// back.
  private static void removeMembers(Admin admin, String group) {
    boolean empty =
        get(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
            .allMatch(described -> described.members().isEmpty());
    if (!empty) {
      get(
          admin
              .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
              .all());
    }
  }

  private static <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get(LIMIT_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new StackException("Kafka does not set listeners back: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted", e);
    }
  }
}
