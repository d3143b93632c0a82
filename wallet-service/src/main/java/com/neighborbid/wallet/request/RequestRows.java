package com.neighborbid.wallet.request;

import com.neighborbid.wallet.ledger.domain.MoneyRequest;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Kind;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Decided requests as the engine wrote them.
@Component
public class RequestRows {
  private final JdbcClient jdbc;

  RequestRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<MoneyRequest> find(UUID id) {
    return jdbc.sql(
            "select id, user_id, kind, amount, outcome, available, held, reason, at"
                + " from money_request where id = ?")
        .param(id)
        .query((rows, _) -> request(rows))
        .optional();
  }

  private static MoneyRequest request(ResultSet rows) throws SQLException {
    return new MoneyRequest(
        rows.getObject("id", UUID.class),
        rows.getLong("user_id"),
        Kind.valueOf(rows.getString("kind")),
        rows.getLong("amount"),
        Outcome.valueOf(rows.getString("outcome")),
        rows.getLong("available"),
        rows.getLong("held"),
        rows.getString("reason"),
        rows.getObject("at", OffsetDateTime.class).toInstant().toEpochMilli());
  }
}
