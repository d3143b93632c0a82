/// Watches that captured prices reach their sellers: clearing returns to zero, or an alarm rings.
@NullMarked
package com.neighborbid.wallet.clearing;

import org.jspecify.annotations.NullMarked;
