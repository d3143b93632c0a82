/// What is compared with: the same bids decided under a row lock, a bare room for viewers, a proxy
/// before one static answer for readers.
@NullMarked
package com.neighborbid.bench.reference;

import org.jspecify.annotations.NullMarked;
