/// `make audit`: looks at what is there, of a stack that runs or of the data of one that does not.
@NullMarked
package com.neighborbid.chaos.audit;

import org.jspecify.annotations.NullMarked;
