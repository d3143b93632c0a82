/// The HTTP side of pictures.
@NullMarked
package com.neighborbid.auction.image.web;

import org.jspecify.annotations.NullMarked;
