package com.neighborbid.wallet.ledger.domain;

import com.neighborbid.wallet.ledger.domain.MoneyRequest.Outcome;
import java.util.OptionalLong;
import java.util.UUID;

/// What an admin did to somebody's money, refused or not. Never changed and never deleted.
///
/// @param id that of the request
/// @param userId whose wallet it was
/// @param auctionId empty where no auction is concerned
/// @param amount whole won, signed for a correction; of a payout what has left; zero where no money
///   is concerned
/// @param atMs log time in milliseconds
public record AdminAction(
    UUID id,
    long adminId,
    Kind kind,
    long userId,
    OptionalLong auctionId,
    long amount,
    String reason,
    Outcome outcome,
    long atMs) {
  public enum Kind {
    ADJUST,
    UNBLOCK,
    PAY_SELLER,
    REFUND_BUYER,
    DECIDE_PAYOUT
  }
}
