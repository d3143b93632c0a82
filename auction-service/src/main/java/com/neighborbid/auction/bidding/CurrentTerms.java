package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.Terms;
import com.neighborbid.auction.bidding.persistence.AuctionRows;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The terms of an auction as they stand, with what is secret: for its seller only.
@Component
public class CurrentTerms {
  private final JdbcClient database;

  CurrentTerms(JdbcClient database) {
    this.database = database;
  }

  public record Found(Terms terms, Instant endsAt) {}

  public Optional<Found> find(long auctionId) {
    return database
        .sql("select * from auction where id = ?")
        .param(auctionId)
        .query(
            (row, _) -> new Found(AuctionRows.terms(row), row.getTimestamp("ends_at").toInstant()))
        .optional();
  }
}
