/// The one public port of NeighborBid.
///
/// ```
///  client ─▶ netty ─▶ edge (ids, limits, headers) ─▶ routing ─▶ a service over HTTP
///              │                                  ├▶ health, apidocs, page: answered here
///              ├▶ reads: anonymous reads of auctions, one question for all who ask the same
///              └▶ websocket: handshake, then bytes are relayed unread
/// ```
///
/// `request` holds what is known of every request, `problem` how a refusal is told, `config` the
/// settings.
@NullMarked
package com.neighborbid.gateway;

import org.jspecify.annotations.NullMarked;
