/// What the bidding engine is compared with: the same bids decided under a row lock.
@NullMarked
package com.neighborbid.bench.reference;

import org.jspecify.annotations.NullMarked;
