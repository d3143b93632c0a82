/// Plumbing around Kafka that every service needs: record headers, topics, and the edge that
/// appends.
@NullMarked
package com.neighborbid.common.kafka;

import org.jspecify.annotations.NullMarked;
