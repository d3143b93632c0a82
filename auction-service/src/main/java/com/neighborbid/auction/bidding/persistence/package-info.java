/// The SQL of the engine: one query per table and batch, multi-row writes.
@NullMarked
package com.neighborbid.auction.bidding.persistence;

import org.jspecify.annotations.NullMarked;
