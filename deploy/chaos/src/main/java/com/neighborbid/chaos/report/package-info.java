/// The report in Markdown.
@NullMarked
package com.neighborbid.chaos.report;

import org.jspecify.annotations.NullMarked;
