/// How an auction is decided: pure rules and state, no I/O, no clock, no randomness. [Auction] is the queue
/// of undecided inputs and the levels of money behind them, [Standing] the rules of price and leader,
/// [Effect] what a decision means for the outside. Every rule comes from the project's engine design; the
/// numbers in comments are its section numbers.
@NullMarked
package com.neighborbid.auction.bidding.domain;

import org.jspecify.annotations.NullMarked;
