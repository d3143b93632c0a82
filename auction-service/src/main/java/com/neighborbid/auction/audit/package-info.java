/// The trail of what admins did to auctions, over HTTP.
@NullMarked
package com.neighborbid.auction.audit;

import org.jspecify.annotations.NullMarked;
