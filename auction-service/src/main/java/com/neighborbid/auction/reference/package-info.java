/// Regions and categories.
@NullMarked
package com.neighborbid.auction.reference;

import org.jspecify.annotations.NullMarked;
