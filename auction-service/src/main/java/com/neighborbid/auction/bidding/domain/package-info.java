/// How an auction is decided: pure rules and state, no I/O, no clock, no randomness.
///
/// - [Auction]: the story. What arrives, what becomes of it, the end.
/// - [Standing]: the rules of price, leader and end.
/// - [UndecidedQueue]: the inputs in log order, and which bids may ask for money ahead of their
///   turn.
/// - [Holds] with a [Position] per bidder: the money that must stand behind the bids.
/// - [Steps]: the numbers under which things are told, as [Effect]s.
///
/// Every rule comes from the project's engine design; the numbers in comments are its section
/// numbers.
@NullMarked
package com.neighborbid.auction.bidding.domain;

import org.jspecify.annotations.NullMarked;
