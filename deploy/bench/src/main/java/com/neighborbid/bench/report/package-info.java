/// What a run found, as Markdown and as a plot.
@NullMarked
package com.neighborbid.bench.report;

import org.jspecify.annotations.NullMarked;
