/// What a file says about the picture in it, read without decoding a pixel.
@NullMarked
package com.neighborbid.auction.image.content;

import org.jspecify.annotations.NullMarked;
