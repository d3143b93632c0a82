package com.neighborbid.user.preference;

import com.neighborbid.user.account.PersonalData;
import com.neighborbid.user.account.PersonalRows;
import java.util.Map;
import org.springframework.stereotype.Component;

/// How a person wants to be told, and where his programs and browsers are.
@Component
class ReachData implements PersonalData {
  private final PersonalRows personal;

  ReachData(PersonalRows personal) {
    this.personal = personal;
  }

  @Override
  public Map<String, Object> export(long userId) {
    return Map.of(
        "notificationSettings",
        personal.read(
            """
            SELECT language, phone, choices::text AS choices
            FROM notice_settings WHERE user_id = :user
            """,
            userId),
        "webhooks",
        personal.read(
            """
            SELECT url, created_at AS "createdAt"
            FROM webhooks WHERE user_id = :user
            """,
            userId),
        "browsers",
        personal.read(
            """
            SELECT endpoint, created_at AS "createdAt"
            FROM push_subscriptions WHERE user_id = :user ORDER BY id
            """,
            userId));
  }

  @Override
  public void erase(long userId) {
    personal.delete(userId, "notice_settings", "webhooks", "push_subscriptions");
  }
}
