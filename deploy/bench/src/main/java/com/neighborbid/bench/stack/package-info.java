/// The running system that is measured, and the people and auctions in it.
@NullMarked
package com.neighborbid.bench.stack;

import org.jspecify.annotations.NullMarked;
