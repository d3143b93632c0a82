/// Listings over HTTP.
@NullMarked
package com.neighborbid.auction.listing.web;

import org.jspecify.annotations.NullMarked;
