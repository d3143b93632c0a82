/// What the gateway knows of every request before anything else happens: its id and where it really
/// comes from.
@NullMarked
package com.neighborbid.gateway.request;

import org.jspecify.annotations.NullMarked;
