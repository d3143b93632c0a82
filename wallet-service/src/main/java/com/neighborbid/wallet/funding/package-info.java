/// Money in and money out over HTTP.
///
/// [Funding] is the port behind which it comes and goes: at once ([InstantFunding]), or by way of a
/// payment provider (package `provider`). Either way the ledger counts a request once, by an id
/// that comes from user and idempotency key.
@NullMarked
package com.neighborbid.wallet.funding;

import org.jspecify.annotations.NullMarked;
