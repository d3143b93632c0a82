/// What auction-service is asked for over HTTP: how an auction stands of which nothing was
/// published lately, and the outcomes of bids whose answer did not come by itself.
@NullMarked
package com.neighborbid.realtime.auction;

import org.jspecify.annotations.NullMarked;
