package com.neighborbid.common.lane;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The connection pool of lanes alone. Its transactions cannot outlive a frozen owner: the server
/// ends them after about five seconds, so that the next owner is not kept waiting at the lane's
/// row.
public final class LanePool {
  private static final String LIMITS =
      "-c idle_in_transaction_session_timeout=5000 -c transaction_timeout=8000 -c lock_timeout=5000";

  /// Lanes find every row by its key, so a statement's plan is kept. Statistics that are behind by
  /// a few thousand rows would have the planner read whole tables, in each batch again.
  private static final String BY_KEY =
      " -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off"
          + " -c plan_cache_mode=force_generic_plan -c jit=off";

  private LanePool() {}

  /// @param threads lane threads; one connection more is kept for taking and cursors
  public static HikariDataSource create(
      String name, String url, String user, String password, int threads) {
    HikariConfig config = new HikariConfig();
    String separator = url.contains("?") ? "&" : "?";
    config.setJdbcUrl(
        url
            + separator
            + "reWriteBatchedInserts=true&tcpKeepAlive=true&socketTimeout=20&options="
            + URLEncoder.encode(LIMITS + BY_KEY, StandardCharsets.UTF_8).replace("+", "%20"));
    config.setUsername(user);
    config.setPassword(password);
    config.setPoolName(name);
    config.setAutoCommit(false);
    config.setMaximumPoolSize(threads + 1);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(2_000);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }
}
