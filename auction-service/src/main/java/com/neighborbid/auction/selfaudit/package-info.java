/// Auctions against their own record, a few every minute.
@NullMarked
package com.neighborbid.auction.selfaudit;

import org.jspecify.annotations.NullMarked;
