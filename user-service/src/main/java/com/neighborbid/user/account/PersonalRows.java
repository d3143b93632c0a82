package com.neighborbid.user.account;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads and deletes a person's rows of any table, for those who keep [PersonalData].
@Component
public class PersonalRows {
  private final JdbcClient jdbc;

  PersonalRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param select with the person as `:user`; times become instants
  public List<Map<String, Object>> read(String select, long userId) {
    List<Map<String, Object>> rows = jdbc.sql(select).param("user", userId).query().listOfRows();
    rows.forEach(
        row ->
            row.replaceAll((_, value) -> value instanceof Timestamp at ? at.toInstant() : value));
    return rows;
  }

  /// @param tables with a column `user_id`, those that refer to others first
  public void delete(long userId, String... tables) {
    for (String table : tables) {
      jdbc.sql("DELETE FROM " + table + " WHERE user_id = :user").param("user", userId).update();
    }
  }
}
