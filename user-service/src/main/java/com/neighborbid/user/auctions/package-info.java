/// What user-service knows of auctions: who sells and who leads by events, titles by asking.
@NullMarked
package com.neighborbid.user.auctions;

import org.jspecify.annotations.NullMarked;
