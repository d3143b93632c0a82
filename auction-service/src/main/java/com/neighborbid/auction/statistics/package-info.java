/// What happened on the platform, day by day. Days are those of Asia/Seoul.
@NullMarked
package com.neighborbid.auction.statistics;

import org.jspecify.annotations.NullMarked;
