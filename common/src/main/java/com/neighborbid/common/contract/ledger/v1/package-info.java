/// What comes out on `auction.roots`, version 1.
@NullMarked
package com.neighborbid.common.contract.ledger.v1;

import org.jspecify.annotations.NullMarked;
