package com.neighborbid.systemtests.audit;

import java.util.Optional;
import java.util.UUID;

/// What a bidder was told about a bid.
///
/// @param way by which he was told, such as `REST`
/// @param status `RECEIVED` where it was only taken in, else the outcome
/// @param code of the refusal
public record BidAnswer(
    String way,
    UUID bidId,
    long auctionId,
    long bidderId,
    long amount,
    String status,
    Optional<String> code) {}
