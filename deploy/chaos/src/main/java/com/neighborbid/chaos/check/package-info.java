/// What was said and seen, compared with the rows when all is over.
@NullMarked
package com.neighborbid.chaos.check;

import org.jspecify.annotations.NullMarked;
