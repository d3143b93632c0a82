/// What comes out on `auction.bidders`, version 1.
@NullMarked
package com.neighborbid.common.contract.bidder.v1;

import org.jspecify.annotations.NullMarked;
