package com.neighborbid.auction.bidding;

import com.neighborbid.common.contract.auction.v1.AuctionInput.Reach;
import java.time.Instant;

/// What is fixed at the opening of an auction and no deciding rule looks at.
public record AuctionFacts(int logPartition, int rulesVersion, Reach reach, Instant openedAt) {}
