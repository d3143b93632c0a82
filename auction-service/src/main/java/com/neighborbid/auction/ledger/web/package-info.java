/// The public ledger over HTTP.
@NullMarked
package com.neighborbid.auction.ledger.web;

import org.jspecify.annotations.NullMarked;
