/// News for open sockets: published over Redis after the commit, relayed by realtime-service.
@NullMarked
package com.neighborbid.user.live;

import org.jspecify.annotations.NullMarked;
