/// Measurements of a running system. They print numbers and never fail a build.
@NullMarked
package com.neighborbid.systemtests.measure;

import org.jspecify.annotations.NullMarked;
