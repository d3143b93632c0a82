/// Statistics for admins.
@NullMarked
package com.neighborbid.auction.statistics.web;

import org.jspecify.annotations.NullMarked;
