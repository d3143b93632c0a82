/// Derives every auction again from its log, with the engine's own rules, and compares what comes
/// of it with the database: the command `make replay`.
@NullMarked
package com.neighborbid.auction.replay;

import org.jspecify.annotations.NullMarked;
