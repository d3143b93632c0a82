/// What admins do to wallets, and the trail of it. The trail is written by the engine, in the
/// transaction that does what it tells of.
@NullMarked
package com.neighborbid.wallet.admin;

import org.jspecify.annotations.NullMarked;
