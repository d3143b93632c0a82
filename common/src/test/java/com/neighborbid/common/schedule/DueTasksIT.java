package com.neighborbid.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class DueTasksIT {
  private final DriverManagerDataSource database = database();
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void showsWhatIsDueAndWaits() {
    bind(Duration.ZERO);
    schedule("letters", "1", -90, false);
    schedule("letters", "2", -30, false);
    schedule("letters", "3", -300, true);
    schedule("letters", "4", 60, false);

    assertThat(due("letters")).isEqualTo(2);
    assertThat(oldest("letters")).isBetween(90.0, 120.0);
    assertThat(due("images")).isZero();
    assertThat(oldest("images")).isZero();
  }

  @Test
  void readsNoMoreThanTheOldestOfALongQueue() {
    bind(Duration.ZERO);
    jdbc.sql(
            """
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            select 'letters', i::text, now() - interval '1 hour' - i * interval '1 second', false, 1
            from generate_series(1, 10500) i
            """)
        .update();

    assertThat(due("letters")).isEqualTo(DueTasks.MOST);
    assertThat(oldest("letters")).isGreaterThan(14_000);
  }

  @Test
  void asksOnceHoweverOftenItIsLookedAt() {
    bind(Duration.ofHours(1));
    assertThat(due("letters")).isZero();
    schedule("letters", "1", -90, false);
    assertThat(due("letters")).isZero();
    assertThat(due("images")).isZero();
  }

  @Test
  void saysNothingWhileTheDatabaseSaysNothing() {
    bind(Duration.ZERO);
    jdbc.sql("alter table scheduled_tasks rename to hidden").update();
    assertThat(due("letters")).isNaN();
    assertThat(oldest("letters")).isNaN();
    jdbc.sql("alter table hidden rename to scheduled_tasks").update();
    assertThat(due("letters")).isZero();
  }

  private void bind(Duration freshness) {
    new DueTasks(database, List.of("letters", "images"), freshness).bindTo(registry);
  }

  private double due(String task) {
    return registry.get("scheduled.tasks.due").tag("task", task).gauge().value();
  }

  private double oldest(String task) {
    return registry.get("scheduled.tasks.oldest.due").tag("task", task).gauge().value();
  }

  private void schedule(String task, String instance, int inSeconds, boolean picked) {
    jdbc.sql(
            """
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            values (?, ?, now() + ? * interval '1 second', ?, 1)
            """)
        .params(task, instance, inSeconds, picked)
        .update();
  }

  private static DriverManagerDataSource database() {
    var servers = TestServers.postgres();
    String url = servers.createDatabase("due");
    var database = new DriverManagerDataSource(url, servers.user(), servers.password());
    new ResourceDatabasePopulator(new ClassPathResource("db/scheduler/V6__scheduled_tasks.sql"))
        .execute(database);
    return database;
  }
}
