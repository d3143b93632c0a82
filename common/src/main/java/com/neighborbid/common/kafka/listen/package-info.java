/// How listeners of Kafka that a container drives are started without needing Kafka.
@NullMarked
package com.neighborbid.common.kafka.listen;

import org.jspecify.annotations.NullMarked;
