/// What user-service knows of people: names by events, reputation by asking.
@NullMarked
package com.neighborbid.auction.seller;

import org.jspecify.annotations.NullMarked;
