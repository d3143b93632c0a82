/// A lane is one consumer group on one partition of a log, with one row in the database that says
/// how far it is. It turns a log into decisions, exactly once, with one writer per key:
///
/// ```
/// poll → begin → lock the lane rows, compare epochs → drop what is already decided → load → decide
///      → write state, ONE outbox row per lane and the lanes, in one message → commit
///      → hand to Redis, send to Kafka in order, wait for the acknowledgements → poll
/// ```
///
/// [LaneWorker] is that loop, [LaneStore] its SQL, [LaneWrites] the message, [LaneProducer] the
/// sending, [LogIdentity] the guard against a log that is not the one we knew. What is decided
/// belongs to a [LaneEngine].
@NullMarked
package com.neighborbid.common.lane;

import org.jspecify.annotations.NullMarked;
