/// What is sold: texts as immutable versions written by HTTP, read together with the engine's
/// state.
@NullMarked
package com.neighborbid.auction.listing;

import org.jspecify.annotations.NullMarked;
