/// What a seller has sold, as a table to take away. Days are those of Asia/Seoul.
@NullMarked
package com.neighborbid.auction.sales;

import org.jspecify.annotations.NullMarked;
