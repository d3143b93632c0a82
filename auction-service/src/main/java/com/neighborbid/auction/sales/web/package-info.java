/// The seller's tables over HTTP.
@NullMarked
package com.neighborbid.auction.sales.web;

import org.jspecify.annotations.NullMarked;
