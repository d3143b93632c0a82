package com.neighborbid.user.task;

import com.neighborbid.user.account.PersonalData;
import com.neighborbid.user.account.PersonalRows;
import java.util.Map;
import org.springframework.stereotype.Component;

/// A person's to-dos.
@Component
class TaskData implements PersonalData {
  private final PersonalRows personal;

  TaskData(PersonalRows personal) {
    this.personal = personal;
  }

  @Override
  public Map<String, Object> export(long userId) {
    return Map.of(
        "tasks",
        personal.read(
            """
            SELECT id, kind, auction_id AS "auctionId", title, due_at AS "dueAt",
                   done_at AS "doneAt", created_at AS "createdAt"
            FROM tasks WHERE user_id = :user ORDER BY id
            """,
            userId));
  }

  @Override
  public void erase(long userId) {
    personal.delete(userId, "tasks");
  }
}
