package com.neighborbid.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The people, auctions and first bids of a fresh NeighborBid, as written in `demo-data.json`.
record DemoCatalog(String password, List<Person> people, List<Item> auctions) {
  /// @param region a part of a region's code
  /// @param deposit whole won in the wallet
  record Person(String username, String nickname, String region, long deposit) {}

  /// @param category a part of a category's code
  /// @param hours until the end
  record Item(
      String seller,
      String title,
      String description,
      String category,
      String reach,
      long startPrice,
      long bidUnit,
      int hours,
      String condition,
      String shippingPayer,
      List<Offer> bids) {}

  record Offer(String bidder, long amount) {}

  static DemoCatalog read() {
    try (InputStream in = DemoCatalog.class.getResourceAsStream("demo-data.json")) {
      if (in == null) {
        throw new IOException("demo-data.json is missing");
      }
      return new ObjectMapper().readValue(in, DemoCatalog.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the demo data", e);
    }
  }
}
