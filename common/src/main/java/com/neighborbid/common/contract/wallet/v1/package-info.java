/// What goes into `wallet.log` and comes out on `wallet.events`, version 1.
@NullMarked
package com.neighborbid.common.contract.wallet.v1;

import org.jspecify.annotations.NullMarked;
