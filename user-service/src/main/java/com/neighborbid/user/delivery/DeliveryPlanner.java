package com.neighborbid.user.delivery;

import com.neighborbid.user.notice.NoticePlans;
import com.neighborbid.user.notice.StoredNotice;
import com.neighborbid.user.notice.domain.NoticeKind;
import com.neighborbid.user.preference.PreferenceTable;
import com.neighborbid.user.preference.domain.Channel;
import com.neighborbid.user.preference.domain.Preferences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Decides over which channels a notice leaves: those that its reader has, wants, and that are
/// offered here. An address that nobody has confirmed may be a stranger's and gets nothing.
@Component
class DeliveryPlanner implements NoticePlans {
  private final JdbcClient jdbc;
  private final DeliveryTable table;
  private final OfferedHere offered;
  private final WakeUps wakeUps;

  DeliveryPlanner(JdbcClient jdbc, DeliveryTable table, OfferedHere offered, WakeUps wakeUps) {
    this.jdbc = jdbc;
    this.table = table;
    this.offered = offered;
    this.wakeUps = wakeUps;
  }

  /// How somebody can be reached.
  ///
  /// @param suspended he is told that, and nothing else
  private record Reach(
      boolean suspended,
      boolean email,
      boolean phone,
      boolean webhook,
      List<String> browsers,
      Preferences wishes) {
    boolean mayHear(NoticeKind kind) {
      return !suspended || kind.reachesTheSuspended();
    }

    List<String> targets(Channel channel) {
      return switch (channel) {
        case EMAIL -> only(email);
        case SMS -> only(phone);
        case WEBHOOK -> only(webhook);
        case PUSH -> browsers;
      };
    }

    private static List<String> only(boolean there) {
      return there ? List.of("") : List.of();
    }
  }

  @Override
  public void plan(List<StoredNotice> added) {
    Set<Channel> channels = offered.channels();
    if (added.isEmpty() || channels.isEmpty()) {
      return;
    }
    Set<Long> users = new TreeSet<>();
    added.forEach(one -> users.add(one.notice().userId()));
    Map<Long, Reach> reachable = reachable(users);
    List<DeliveryTable.Planned> planned = new ArrayList<>();
    for (StoredNotice notice : added) {
      Reach reach = reachable.get(notice.notice().userId());
      if (reach != null && reach.mayHear(notice.notice().kind())) {
        channels.forEach(channel -> plan(notice, channel, reach, planned));
      }
    }
    if (!planned.isEmpty()) {
      table.insert(planned);
      wakeUps.afterCommit();
    }
  }

  private static void plan(
      StoredNotice notice, Channel channel, Reach reach, List<DeliveryTable.Planned> planned) {
    if (reach.wishes().isOn(notice.notice().kind(), channel)) {
      boolean digest = channel == Channel.EMAIL && !notice.notice().kind().isUrgent();
      reach
          .targets(channel)
          .forEach(
              target -> planned.add(new DeliveryTable.Planned(notice, channel, target, digest)));
    }
  }

  @Override
  public void withdraw(Collection<Long> noticeIds) {
    if (!noticeIds.isEmpty()) {
      table.withdraw(noticeIds);
    }
  }

  /// Those who can be reached at all; most of a crowd of bidders cannot.
  private Map<Long, Reach> reachable(Set<Long> users) {
    Map<Long, Reach> reachable = new HashMap<>();
    jdbc.sql(
            """
            SELECT users.id, users.status = 'SUSPENDED' AS suspended,
                   users.email_verified_at IS NOT NULL AS email, settings.phone IS NOT NULL AS phone,
                   webhooks.url IS NOT NULL AS webhook, browsers.ids AS browsers,
                   settings.language, settings.phone AS number, settings.choices
            FROM users
            LEFT JOIN notice_settings settings ON settings.user_id = users.id
            LEFT JOIN webhooks ON webhooks.user_id = users.id
            LEFT JOIN LATERAL (SELECT array_agg(id::text ORDER BY id) AS ids
                               FROM push_subscriptions WHERE user_id = users.id) browsers ON true
            WHERE users.id = ANY(:users) AND users.status <> 'DELETED'
              AND (users.email_verified_at IS NOT NULL OR settings.phone IS NOT NULL
                   OR webhooks.url IS NOT NULL OR browsers.ids IS NOT NULL)
            """)
        .param("users", users.toArray(Long[]::new))
        .query(
            (row, _) -> {
              java.sql.Array browsers = row.getArray("browsers");
              return Map.entry(
                  row.getLong("id"),
                  new Reach(
                      row.getBoolean("suspended"),
                      row.getBoolean("email"),
                      row.getBoolean("phone"),
                      row.getBoolean("webhook"),
                      browsers == null ? List.of() : Arrays.asList((String[]) browsers.getArray()),
                      PreferenceTable.read(
                          row.getString("language"),
                          row.getString("number"),
                          row.getString("choices"))));
            })
        .list()
        .forEach(one -> reachable.put(one.getKey(), one.getValue()));
    return reachable;
  }
}
