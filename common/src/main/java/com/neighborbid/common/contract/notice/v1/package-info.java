/// What comes out on `auction.notices`, version 1.
@NullMarked
package com.neighborbid.common.contract.notice.v1;

import org.jspecify.annotations.NullMarked;
