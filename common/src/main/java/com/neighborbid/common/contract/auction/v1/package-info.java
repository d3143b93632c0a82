/// What goes into `auction.log` and comes out on `auction.events`, version 1.
@NullMarked
package com.neighborbid.common.contract.auction.v1;

import org.jspecify.annotations.NullMarked;
