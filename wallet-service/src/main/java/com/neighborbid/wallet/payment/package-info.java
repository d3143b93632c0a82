/// Prices that stay with the platform until it is known who gets them: what buyers and sellers see
/// and say, what admins decide, and what happens when nobody says anything.
///
/// Nothing is decided here: a word is appended to the log and answered when the engine has heard
/// it.
@NullMarked
package com.neighborbid.wallet.payment;

import org.jspecify.annotations.NullMarked;
