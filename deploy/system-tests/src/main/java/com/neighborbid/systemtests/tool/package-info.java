/// The tools of this repository that judge a system, run as processes of their own.
@NullMarked
package com.neighborbid.systemtests.tool;

import org.jspecify.annotations.NullMarked;
