/// Pictures as pixels: decoded within bounds, turned upright, scaled, written anew.
@NullMarked
package com.neighborbid.auction.image.pixels;

import org.jspecify.annotations.NullMarked;
