/// The auction service: `bidding` is the engine, `listing` what is sold and how it is shown,
/// `ledger` the public record and its daily roots, `image` its pictures, `comment` questions and
/// answers, `seller` what user-service knows of sellers and bidders, `reference` regions and
/// categories, `config` the wiring.
@NullMarked
package com.neighborbid.auction;

import org.jspecify.annotations.NullMarked;
