/// What concerns one person, wherever his sockets are: outbid, won, sold.
@NullMarked
package com.neighborbid.realtime.people;

import org.jspecify.annotations.NullMarked;
