/// What a user sees of the wallet, and what an operator sees of an auction's holds: reads of what
/// the engine wrote, never older than an answer the same user already has.
@NullMarked
package com.neighborbid.wallet.account;

import org.jspecify.annotations.NullMarked;
