/// Money in and money out over HTTP: appended to the log, answered when decided.
///
/// [MoneyRequests] is the flow. A request's id comes from user and idempotency key, so that a
/// repeat is the same request, wherever and however often it is sent.
@NullMarked
package com.neighborbid.wallet.funding;

import org.jspecify.annotations.NullMarked;
