/// Work that is done later or again and again, by one of all instances of a service: db-scheduler
/// with what all services set alike.
@NullMarked
package com.neighborbid.common.schedule;

import org.jspecify.annotations.NullMarked;
