/// People who use the system while it breaks, and the record of all that they asked and heard.
@NullMarked
package com.neighborbid.chaos.load;

import org.jspecify.annotations.NullMarked;
