package com.neighborbid.auction.bidding.domain;

/// Somebody wants the end: the timer at the end, or the seller now.
public record QueuedClose(long offset, long timeMs, boolean bySeller) implements Queued {}
