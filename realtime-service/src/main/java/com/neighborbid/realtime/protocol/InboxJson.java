package com.neighborbid.realtime.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.neighborbid.common.contract.room.v1.NotificationAdded;
import com.neighborbid.common.contract.room.v1.TaskChanged;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The JSON of to-dos and of what is new in the inbox.
final class InboxJson {
  private InboxJson() {}

  static void task(JsonGenerator json, TaskChanged task, Language language) throws IOException {
    ToClientJson.type(json, "task");
    json.writeNumberField("id", task.taskId());
    json.writeStringField("title", in(language, task.title(), task.titleKo()));
    auction(json, task.auctionId());
    Instant dueAt = task.dueAt();
    ToClientJson.nullable(json, "dueAt", dueAt == null ? null : dueAt.toString());
    json.writeBooleanField("done", task.done());
  }

  static void notification(JsonGenerator json, NotificationAdded notification, Language language)
      throws IOException {
    ToClientJson.type(json, "notification");
    json.writeNumberField("id", notification.notificationId());
    json.writeStringField("kind", notification.notificationKind());
    auction(json, notification.auctionId());
    json.writeStringField("title", in(language, notification.title(), notification.titleKo()));
    json.writeStringField("text", in(language, notification.text(), notification.textKo()));
    json.writeStringField("at", notification.at().toString());
  }

  private static void auction(JsonGenerator json, @Nullable Long auctionId) throws IOException {
    if (auctionId == null) {
      json.writeNullField("auctionId");
    } else {
      json.writeNumberField("auctionId", auctionId);
    }
  }

  private static String in(Language language, String english, String korean) {
    return switch (language) {
      case EN -> english;
      case KO -> korean;
    };
  }
}
