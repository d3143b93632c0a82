package com.neighborbid.simulation.database;

/// The checks of the two schemas that guard what is decided. They are the last line: the engines
/// must never come to them.
final class Constraints {
  private Constraints() {}

  static boolean hold(Table table, Row row) {
    return switch (table.name()) {
      case "auction" -> auction(row);
      case "bid" ->
          row.text("status").equals("REJECTED") == !row.text("code").isEmpty()
              && row.text("status").equals("RECEIVED") == (row.get("decided_at") == null);
      case "wallet" -> row.number("available") >= 0 && row.number("held") >= 0;
      case "position" ->
          row.number("level") >= 0
              && (!row.flag("closed") || row.number("level") == 0)
              && row.flag("closed") == (row.number("captured") > 0);
      case "transfer" ->
          row.number("amount") > 0
              && row.number("available_after") >= 0
              && row.number("held_after") >= 0;
      case "lane" ->
          row.number("kafka_sent") <= row.number("outbox_seq")
              && row.number("redis_sent") <= row.number("outbox_seq");
      case "payment" -> row.number("price") > 0 && row.number("fee") <= row.number("price");
      default -> true;
    };
  }

  private static boolean auction(Row row) {
    boolean led = row.get("leader_id") != null;
    boolean won = row.get("winner_id") != null;
    return row.number("price") <= row.number("leader_max")
        && led == (row.get("leader_bid") != null)
        && (!won || row.flag("ended"))
        && (!won || row.number("winner_id") == row.number("leader_id"))
        && (!row.flag("cancelled") || (row.flag("ended") && !won))
        && row.number("undecided") >= 0
        && row.text("pauses").isEmpty() == (row.get("paused_since") == null);
  }
}
