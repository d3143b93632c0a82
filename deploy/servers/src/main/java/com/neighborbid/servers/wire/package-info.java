/// A strict WebSocket client on a raw socket, and the cases that every WebSocket of ours has to
/// pass: those of the Autobahn test suite, made again. For tests.
///
/// [com.neighborbid.servers.wire.Frame] writes any frame, also those that no proper client would
/// send; [com.neighborbid.servers.wire.RawWebSocket] reads only proper ones.
/// [com.neighborbid.servers.wire.Conformance] holds the cases, in the order of Autobahn's sections;
/// a [com.neighborbid.servers.wire.Dialect] says what the service under test answers to a message.
@NullMarked
package com.neighborbid.servers.wire;

import org.jspecify.annotations.NullMarked;
