package com.neighborbid.auction.bidding.domain;

/// Which version of the seller's texts an auction stands for.
///
/// @param hash of the texts, so that they cannot be exchanged
public record ListingVersion(int version, String hash) {}
