/// A seller's list of blocked bidders over HTTP.
@NullMarked
package com.neighborbid.auction.bidder.web;

import org.jspecify.annotations.NullMarked;
