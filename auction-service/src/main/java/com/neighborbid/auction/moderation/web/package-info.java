/// Reports of auctions over HTTP.
@NullMarked
package com.neighborbid.auction.moderation.web;

import org.jspecify.annotations.NullMarked;
