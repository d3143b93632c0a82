/// What the services say to each other. One package per topic and version holds a sealed interface
/// with a record per message, and its codec. Contracts are plain values and carry no rules.
@NullMarked
package com.neighborbid.common.contract;

import org.jspecify.annotations.NullMarked;
