/// What people report about auctions, and what admins make of it.
@NullMarked
package com.neighborbid.auction.moderation;

import org.jspecify.annotations.NullMarked;
