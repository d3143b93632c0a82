/// Redis: what is heard on the one subscribed connection, what is stored beside the channels
/// ([RoomStore]), and the regular comparison of both ([RoomSync]). Redis is never needed: without
/// it viewers are late, and bids and money go on.
@NullMarked
package com.neighborbid.realtime.redis;

import org.jspecify.annotations.NullMarked;
