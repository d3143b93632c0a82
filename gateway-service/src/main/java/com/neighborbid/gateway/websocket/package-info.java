/// WebSocket connections: the handshake is checked here, afterwards bytes are relayed unread.
@NullMarked
package com.neighborbid.gateway.websocket;

import org.jspecify.annotations.NullMarked;
