package com.neighborbid.auction.listing;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/// Which version of which auction's texts.
@Embeddable
public record ListingId(
    @Column(name = "auction_id") long auctionId, @Column(name = "version") int version)
    implements Serializable {}
