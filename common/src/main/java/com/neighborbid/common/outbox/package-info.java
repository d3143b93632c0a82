/// How changes that are not an engine's reach Kafka, or another place: written with the change,
/// sent in order by one publisher of all instances, for each place its own.
///
/// ```
/// change + outbox row --commit--> wake --> [advisory lock] read unsent, send, wait for acks, mark sent
/// ```
///
/// A service has it where it has a bean of `OutboxSettings` and the table: `outbox (id, event_id,
/// topic, record_key, type, value, request_id, created_at, sent_at)`.
@NullMarked
package com.neighborbid.common.outbox;

import org.jspecify.annotations.NullMarked;
