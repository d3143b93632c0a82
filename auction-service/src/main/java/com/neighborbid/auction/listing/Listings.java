package com.neighborbid.auction.listing;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface Listings extends JpaRepository<Listing, ListingId> {
  @Query(value = "select nextval('auction_id_seq')", nativeQuery = true)
  long nextAuctionId();

  @Query("select max(l.id.version) from Listing l where l.id.auctionId = :auctionId")
  int newestVersion(long auctionId);
}
