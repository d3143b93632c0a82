/// Channels, and who is told over which.
@NullMarked
package com.neighborbid.user.preference.domain;

import org.jspecify.annotations.NullMarked;
