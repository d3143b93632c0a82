/// The watchlist over HTTP.
@NullMarked
package com.neighborbid.auction.watch.web;

import org.jspecify.annotations.NullMarked;
