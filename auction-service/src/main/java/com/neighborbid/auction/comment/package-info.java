/// Questions and answers below an auction.
@NullMarked
package com.neighborbid.auction.comment;

import org.jspecify.annotations.NullMarked;
