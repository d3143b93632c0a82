/// What travels over a viewer's socket, named by its direction: [FromClient] is what he may say,
/// [ToClient] what he is told, [CloseCode] why a socket ends. Reading is total: whatever arrives
/// becomes a value. Nothing here knows of sockets, Redis or Kafka.
@NullMarked
package com.neighborbid.realtime.protocol;

import org.jspecify.annotations.NullMarked;
