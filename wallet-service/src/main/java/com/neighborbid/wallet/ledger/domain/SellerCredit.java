package com.neighborbid.wallet.ledger.domain;

import java.util.UUID;

/// The price of an auction without the fee, given to its seller. There is one per id.
///
/// @param amount whole won
/// @param atMs log time in milliseconds
public record SellerCredit(UUID id, long auctionId, long userId, long amount, long atMs) {}
