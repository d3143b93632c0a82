/// Bids over HTTP: placing, waiting for the outcome, reading.
@NullMarked
package com.neighborbid.auction.bidding.web;

import org.jspecify.annotations.NullMarked;
