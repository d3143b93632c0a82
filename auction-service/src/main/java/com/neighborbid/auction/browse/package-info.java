/// Keeps what lists filter and sort by close to the auctions, outside the bids' own way.
@NullMarked
package com.neighborbid.auction.browse;

import org.jspecify.annotations.NullMarked;
