package com.neighborbid.user.delivery;

import com.neighborbid.user.delivery.Letter.Line;
import com.neighborbid.user.notice.NoticeTexts;
import com.neighborbid.user.notice.Notices;
import com.neighborbid.user.notice.StoredNotice;
import com.neighborbid.user.preference.PreferenceTable;
import com.neighborbid.user.preference.domain.Preferences;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes letters: what a delivery says, in its reader's language.
@Component
class Letters {
  private final JdbcClient jdbc;
  private final DeliveryTable table;
  private final Notices notices;
  private final PreferenceTable preferences;

  private record Reader(@Nullable String email) {}

  Letters(JdbcClient jdbc, DeliveryTable table, Notices notices, PreferenceTable preferences) {
    this.jdbc = jdbc;
    this.table = table;
    this.notices = notices;
    this.preferences = preferences;
  }

  /// Empty where there is nothing to say or nobody to say it to any more.
  ///
  /// @param patient whether to wait some seconds for the titles of auctions
  Optional<Letter> write(Delivery delivery, boolean patient) {
    Long noticeId = delivery.noticeId();
    List<Long> ids = noticeId == null ? table.noticesOfDigest(delivery.id()) : List.of(noticeId);
    List<StoredNotice> said = notices.find(ids);
    Optional<Reader> reader = reader(delivery.userId(), said);
    if (said.isEmpty() || reader.isEmpty()) {
      return Optional.empty();
    }
    Preferences wishes = preferences.of(delivery.userId());
    Map<Long, String> titles = patient ? notices.titlesPatiently(said) : notices.titlesOf(said);
    List<Line> lines =
        said.stream()
            .map(
                one ->
                    new Line(
                        one,
                        NoticeTexts.of(
                            one.notice(), Notices.titleOf(one, titles), wishes.locale())))
            .toList();
    boolean lacksTitle =
        said.stream()
            .anyMatch(
                one -> one.notice().auctionId() != null && Notices.titleOf(one, titles) == null);
    return Optional.of(new Letter(delivery, reader.get().email(), wishes, lines, lacksTitle));
  }

  /// Empty where the account may not be written to.
  private Optional<Reader> reader(long userId, List<StoredNotice> said) {
    boolean evenSuspended =
        said.stream().allMatch(one -> one.notice().kind().reachesTheSuspended());
    return jdbc.sql(
            """
            SELECT CASE WHEN email_verified_at IS NOT NULL THEN email END FROM users
            WHERE id = :user AND (status = 'ACTIVE' OR (status = 'SUSPENDED' AND :even))
            """)
        .param("user", userId)
        .param("even", evenSuspended)
        .query((row, _) -> new Reader(row.getString(1)))
        .optional();
  }
}
