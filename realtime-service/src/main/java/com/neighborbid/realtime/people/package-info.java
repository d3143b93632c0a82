/// What concerns one person, wherever his sockets are: outbid, won, sold, refunded, ending soon,
/// to-dos, what is new in the inbox, signed out.
@NullMarked
package com.neighborbid.realtime.people;

import org.jspecify.annotations.NullMarked;
