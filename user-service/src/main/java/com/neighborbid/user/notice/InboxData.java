package com.neighborbid.user.notice;

import com.neighborbid.user.account.PersonalData;
import com.neighborbid.user.account.PersonalRows;
import java.util.Map;
import org.springframework.stereotype.Component;

/// A person's inbox, and what left for him over other channels.
@Component
class InboxData implements PersonalData {
  private final PersonalRows personal;

  InboxData(PersonalRows personal) {
    this.personal = personal;
  }

  @Override
  public Map<String, Object> export(long userId) {
    return Map.of(
        "notifications",
        personal.read(
            """
            SELECT id, kind, auction_id AS "auctionId", created_at AS "createdAt",
                   read_at AS "readAt"
            FROM notifications WHERE user_id = :user ORDER BY id
            """,
            userId),
        "deliveries",
        personal.read(
            """
            SELECT id, channel, status, created_at AS "createdAt", finished_at AS "finishedAt"
            FROM deliveries WHERE user_id = :user ORDER BY id
            """,
            userId));
  }

  @Override
  public void erase(long userId) {
    personal.delete(userId, "notifications", "deliveries");
  }
}
